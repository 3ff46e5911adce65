import { Popover } from '@mantine/core'
import { useState } from 'react'
import type { VideoDetails } from '../../shared/contract/videos.ts'
import { markedRange } from '../../shared/marks.ts'
import blank from '../components/blank.module.css'
import { rangeFacts, rangeTimes } from '../lanes/range-words.ts'
import { useDeckState } from '../player/deck-context.ts'
import styles from './extract-range.module.css'
import { startProcessing } from './start-processing.ts'

const cuts = {
  exact: { name: 'Exact', meaning: 'From frame to frame. The picture is encoded anew.' },
  copy: { name: 'Copy', meaning: 'As it is, at once. Begins at the keyframe before.' },
} as const
type Cut = keyof typeof cuts

/** Makes a new take of what lies between the marks. */
export function ExtractRange({ video }: { video: VideoDetails }) {
  const marks = useDeckState((state) => state.marks)
  const duration = useDeckState((state) => state.durationSeconds)
  const [isOpen, setIsOpen] = useState(false)
  const [cut, setCut] = useState<Cut>('exact')
  const isMarked = marks.in !== null || marks.out !== null
  const range = markedRange(marks, duration)
  const start = () => {
    setIsOpen(false)
    void startProcessing({
      action: 'extract_segment',
      video_id: video.id,
      start_seconds: range.start,
      end_seconds: range.end,
      cut,
    })
  }
  return (
    <Popover opened={isOpen} onChange={setIsOpen} position="top-end" width={300} trapFocus returnFocus>
      <Popover.Target>
        <button
          type="button"
          className={blank.button}
          aria-expanded={isOpen}
          aria-haspopup="dialog"
          onClick={() => setIsOpen(!isOpen)}
        >
          Extract range
        </button>
      </Popover.Target>
      <Popover.Dropdown aria-label="Extract range" className={styles.drop}>
        {isMarked ? (
          <>
            <p className={styles.times}>
              {rangeTimes(range)} <span>{rangeFacts(range)}</span>
            </p>
            <fieldset className={styles.cuts}>
              <legend>Cut</legend>
              {(Object.keys(cuts) as Cut[]).map((name) => (
                <label key={name}>
                  <input
                    type="radio"
                    name="cut"
                    checked={cut === name}
                    data-autofocus={name === cut || undefined}
                    onChange={() => setCut(name)}
                  />
                  <span>
                    {cuts[name].name}
                    <small>{cuts[name].meaning}</small>
                  </span>
                </label>
              ))}
            </fieldset>
            <button type="button" className={blank.primary} onClick={start}>
              Make a take
            </button>
          </>
        ) : (
          <p className={styles.hint}>
            Mark where it begins with <kbd>I</kbd> and where it ends with <kbd>O</kbd>, or loop a range of an analysis
            with <kbd>R</kbd>.
          </p>
        )}
      </Popover.Dropdown>
    </Popover>
  )
}
