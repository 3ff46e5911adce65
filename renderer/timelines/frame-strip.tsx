// biome-ignore-all lint/a11y/useFocusableInteractive: the strip keeps the focus and names the frame on screen
import { useVirtualizer } from '@tanstack/react-virtual'
import { type MouseEvent, memo, useEffect, useId, useRef } from 'react'
import type { Frame } from '../../shared/contract/timelines.ts'
import { hasInOut } from '../../shared/in-out-points.ts'
import { formatCount, formatTimecode } from '../../shared/units.ts'
import { mediaUrl } from '../client.ts'
import { focusUnlessUsed } from '../components/focus-unless-used.ts'
import { type Film, goTo, setShuttle, useFilmState } from './film.ts'
import styles from './frame-strip.module.css'
import { texts } from './texts.ts'

interface FrameStripProps {
  timelineId: string
  film: Film
  dimmed: readonly boolean[]
  /** Width by height of the frames. */
  ratio: number
}

/** Pixels: of the pictures, and between them. */
const [height, gap] = [64, 3]

/** The film strip: all frames in a row, of which only those in sight are drawn. */
export function FrameStrip({ timelineId, film, dimmed, ratio }: FrameStripProps) {
  const scroller = useRef<HTMLDivElement>(null)
  const id = useId()
  const { frames, index, inOut } = useFilmState(film, (state) => state)
  const width = Math.round(height * Math.max(0.5, Math.min(2.2, ratio)))
  const virtualizer = useVirtualizer({
    horizontal: true,
    count: frames.length,
    getScrollElement: () => scroller.current,
    estimateSize: () => width + gap,
    overscan: 4,
    scrollPaddingStart: 2 * width,
    scrollPaddingEnd: 2 * width,
  })
  // biome-ignore lint/correctness/useExhaustiveDependencies: the virtualizer remembers the sizes of another width
  useEffect(() => virtualizer.measure(), [virtualizer, width])
  // biome-ignore lint/correctness/useExhaustiveDependencies: with another width the frame is at another place
  useEffect(() => virtualizer.scrollToIndex(index, { align: 'auto' }), [virtualizer, index, width])
  useEffect(() => focusUnlessUsed(scroller.current), [])
  const seek = (event: MouseEvent) => {
    const cell = (event.target as Element).closest<HTMLElement>('[data-index]')
    if (!cell) return
    setShuttle(film, 0)
    goTo(film, Number(cell.dataset.index))
  }
  return (
    // biome-ignore lint/a11y/useKeyWithClickEvents: the keys of the page move through the frames
    <div
      ref={scroller}
      className={styles.scroller}
      role="listbox"
      aria-label={texts.frames}
      aria-orientation="horizontal"
      aria-activedescendant={`${id}-${index}`}
      tabIndex={0}
      onClick={seek}
    >
      <div className={styles.strip} style={{ width: virtualizer.getTotalSize() }} role="presentation">
        {virtualizer.getVirtualItems().map(({ index: place, start }) => {
          const frame = frames[place]
          if (!frame) return null
          const isOutside = hasInOut(inOut) && (place < (inOut.in ?? 0) || place >= (inOut.out ?? frames.length))
          return (
            <div
              key={place}
              id={`${id}-${place}`}
              role="option"
              aria-selected={place === index}
              aria-setsize={frames.length}
              aria-posinset={place + 1}
              aria-label={spokenFrame(frame, dimmed[place] ?? false)}
              data-index={place}
              data-dimmed={dimmed[place] || undefined}
              data-outside={isOutside || undefined}
              data-in={place === inOut.in || undefined}
              data-out={place + 1 === inOut.out || undefined}
              className={styles.cell}
              style={{ width, transform: `translateX(${start}px)` }}
            >
              <Picture src={mediaUrl.frame(timelineId, frame)} />
              <span>{formatTimecode(frame.timestamp)}</span>
            </div>
          )
        })}
      </div>
    </div>
  )
}

const Picture = memo(function Picture({ src }: { src: string }) {
  return <img src={src} alt="" decoding="async" draggable={false} style={{ height }} />
})

function spokenFrame({ sequence, timestamp, frame_number }: Frame, isDimmed: boolean): string {
  return [
    texts.frameNumbered(sequence),
    formatTimecode(timestamp),
    frame_number !== null && texts.inTheVideo(formatCount(frame_number)),
    isDimmed && texts.nearlyIdenticalToThe,
  ]
    .filter(Boolean)
    .join(', ')
}
