import { useState } from 'react'
import type { VideoDetails } from '../../shared/contract/videos.ts'
import { hasInOut, inOutRange } from '../../shared/in-out-points.ts'
import { Button } from '../components/button.tsx'
import { DropDown } from '../components/drop-down.tsx'
import { rangeFacts, rangeTimes } from '../components/lanes/range-labels.ts'
import { useDeckState } from '../components/player/deck-context.ts'
import { startProcessing } from '../components/processing/start-processing.ts'
import styles from './extract-range.module.css'

const cuts = {
  exact: { name: 'Exact', meaning: 'Frame-accurate. Re-encodes the video.' },
  copy: { name: 'Copy', meaning: 'Instant, no re-encode. Starts at the previous keyframe.' },
} as const
type Cut = keyof typeof cuts

/** A button that extracts the range between in and out as a new take. */
export function ExtractRange({ video }: { video: VideoDetails }) {
  const inOut = useDeckState((state) => state.inOut)
  const duration = useDeckState((state) => state.durationSeconds)
  const [isOpen, setIsOpen] = useState(false)
  const [cut, setCut] = useState<Cut>('exact')
  const isMarked = hasInOut(inOut)
  const range = inOutRange(inOut, duration)
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
    <DropDown
      label="Extract range"
      face="Extract range"
      isOpen={isOpen}
      onChange={setIsOpen}
      position="top-end"
      width={300}
      className={styles.drop}
    >
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
          <Button variant="primary" onClick={start}>
            Extract
          </Button>
        </>
      ) : (
        <p>
          Set the in point with <kbd>I</kbd> and the out point with <kbd>O</kbd>, or loop an analysis range with{' '}
          <kbd>R</kbd>.
        </p>
      )}
    </DropDown>
  )
}
