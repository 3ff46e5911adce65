import { X } from 'lucide-react'
import { useState } from 'react'
import type { VideoDetails } from '../../shared/contract/videos.ts'
import { formatCount } from '../../shared/units.ts'
import { client } from '../client.ts'
import { Button } from '../components/button.tsx'
import { DropDown } from '../components/drop-down.tsx'
import { IconButton } from '../components/icon-button.tsx'
import { showError } from '../components/notice.tsx'
import type { Deck } from '../components/player/deck.ts'
import { useDeck, useDeckState } from '../components/player/deck-context.ts'
import { keyframeBefore, type MarkedRange, rangesToExtract, unmarkRange } from '../components/player/marked-ranges.ts'
import { usePreferences } from '../components/player/preferences.ts'
import { seek } from '../components/player/seeking.ts'
import { formatTime } from '../components/player/time-format.ts'
import { useKeyframes } from '../components/player/use-keyframes.ts'
import { followStarted } from '../state/started-jobs.ts'
import styles from './extract-range.module.css'
import { texts } from './texts.ts'

const cuts = {
  exact: { name: texts.exact, meaning: texts.frameAccurateReEncodes },
  copy: { name: texts.copy, meaning: texts.cutsMeaning },
} as const
type Cut = keyof typeof cuts

/** A button that extracts the marked ranges, and the one between in and out, as new takes. */
export function ExtractRange({ video }: { video: VideoDetails }) {
  const deck = useDeck()
  const inOut = useDeckState((state) => state.inOut)
  const marked = useDeckState((state) => state.ranges)
  const durationSeconds = useDeckState((state) => state.durationSeconds)
  const [isOpen, setIsOpen] = useState(false)
  const [cut, setCut] = useState<Cut>('exact')
  const ranges = rangesToExtract({ inOut, ranges: marked, durationSeconds })
  const start = async () => {
    setIsOpen(false)
    const seconds = ranges.map((range) => ({ start_seconds: range.start, end_seconds: range.end }))
    try {
      followStarted(await client.processing.extract({ video_id: video.id, ranges: seconds, cut }), [video.id])
      deck.store.setState({ ranges: [] })
    } catch (error) {
      showError(error)
    }
  }
  const name = ranges.length > 1 ? texts.extractRanges(ranges.length) : texts.extractRange
  return (
    <DropDown
      label={name}
      face={name}
      isOpen={isOpen}
      onChange={setIsOpen}
      position="top-end"
      width={340}
      className={styles.drop}
    >
      {ranges.length > 0 ? (
        <>
          <RangeList video={video} ranges={ranges} isCopy={cut === 'copy'} />
          <CutChoice cut={cut} onChange={setCut} />
          <Button variant="primary" onClick={() => void start()}>
            {ranges.length > 1 ? texts.extractTakes(formatCount(ranges.length, 'take')) : texts.extract}
          </Button>
        </>
      ) : (
        <p>
          {texts.setTheInPoint} <kbd>I</kbd> {texts.andTheOutPoint} <kbd>O</kbd>
          {texts.orLoopRange} <kbd>R</kbd>. <kbd>E</kbd> {texts.keepsRange}
        </p>
      )}
    </DropDown>
  )
}

interface RangeListProps {
  video: VideoDetails
  ranges: readonly MarkedRange[]
  /** True if each range begins with the keyframe before it. */
  isCopy: boolean
}

/** The ranges with their times and durations. A click goes to one; Delete or the cross removes it. */
function RangeList({ video, ranges, isCopy }: RangeListProps) {
  const deck = useDeck()
  const format = usePreferences((state) => state.timeFormat)
  const keyframes = useKeyframes(video.id)
  const total = ranges.reduce((sum, { start, end }) => sum + end - start, 0)
  return (
    <>
      <ul className={styles.ranges} aria-label={texts.rangesToExtract}>
        {ranges.map((range, index) => (
          <li key={`${range.start}-${range.end}`}>
            <Button
              variant="row"
              title={texts.rangeListTitle}
              onClick={() => seek(deck, range.start)}
              onKeyDown={(event) => {
                if (event.key === 'Delete') unmarkRange(deck, range)
              }}
            >
              {formatTime(format, deck.frameRate, range.start)} – {formatTime(format, deck.frameRate, range.end)}{' '}
              <span>{(range.end - range.start).toFixed(2)} s</span>
            </Button>
            <IconButton
              icon={X}
              size="small"
              label={texts.removeRange(index + 1)}
              onClick={() => unmarkRange(deck, range)}
            />
            {isCopy && keyframes && <EarlierStart range={range} keyframes={keyframes} deck={deck} />}
          </li>
        ))}
      </ul>
      {ranges.length > 1 && (
        <p className={styles.total}>{texts.sInAll(formatCount(ranges.length, 'range'), total.toFixed(2))}</p>
      )}
    </>
  )
}

interface EarlierStartProps {
  range: MarkedRange
  keyframes: readonly number[]
  deck: Deck
}

/** Warns that a cut without re-encoding begins before the range, at a keyframe. */
function EarlierStart({ range, keyframes, deck }: EarlierStartProps) {
  const format = usePreferences((state) => state.timeFormat)
  const start = keyframeBefore(keyframes, range.start)
  const early = range.start - start
  return (
    <small data-early={early > 0.001 || undefined}>
      {early > 0.001
        ? texts.startsSEarlierAt(early.toFixed(2), formatTime(format, deck.frameRate, start))
        : texts.startsAtAKeyframe}
    </small>
  )
}

function CutChoice({ cut, onChange }: { cut: Cut; onChange: (cut: Cut) => void }) {
  return (
    <fieldset className={styles.cuts}>
      <legend>{texts.cut}</legend>
      {(Object.keys(cuts) as Cut[]).map((name) => (
        <label key={name}>
          <input
            type="radio"
            name="cut"
            checked={cut === name}
            data-autofocus={name === cut || undefined}
            onChange={() => onChange(name)}
          />
          <span>
            {cuts[name].name}
            <small>{cuts[name].meaning}</small>
          </span>
        </label>
      ))}
    </fieldset>
  )
}
