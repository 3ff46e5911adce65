import { type ReactNode, useEffect, useRef, useState } from 'react'
import type { Frame } from '../../shared/contract/timelines.ts'
import { formatCount } from '../../shared/units.ts'
import { mediaUrl } from '../client.ts'
import { type Film, useFilmState } from './film.ts'
import styles from './frame-stage.module.css'
import { texts } from './texts.ts'

interface FrameStageProps {
  timelineId: string
  film: Film
  onRatio: (ratio: number) => void
  /** Draws over the frame at an index. */
  overlay: (index: number, size: PictureSize) => ReactNode
  /** Text in the lower left corner. */
  note: (index: number) => ReactNode
}

/** Size of a picture in pixels. */
export interface PictureSize {
  width: number
  height: number
}

/** The frame on screen, large. A frame stays until the next one is decoded, so that playing does not flicker. */
export function FrameStage({ timelineId, film, onRatio, overlay, note }: FrameStageProps) {
  const frame = useFilmState(film, ({ frames, index }) => frames[index])
  const count = useFilmState(film, ({ frames }) => frames.length)
  const index = useFilmState(film, (state) => state.index)
  const { shown, hasFailed } = useDecoded(timelineId, frame, index, useFilmState(film, nextFrame))
  const size = shown && { width: shown.picture.naturalWidth, height: shown.picture.naturalHeight }
  const ratio = size && size.width / size.height
  useEffect(() => {
    if (ratio) onRatio(ratio)
  }, [ratio, onRatio])
  return (
    <section className={styles.stage} aria-label={texts.frameTitle}>
      {shown && size && !hasFailed && (
        <svg
          className={styles.picture}
          viewBox={`0 0 ${size.width} ${size.height}`}
          role="img"
          aria-label={texts.frameNumbered(shown.frame.sequence)}
        >
          <image href={shown.picture.src} {...size} />
          {overlay(shown.index, size)}
        </svg>
      )}
      {hasFailed && (
        <p className={styles.failure} role="alert">
          {texts.frameStageText}
        </p>
      )}
      {note(index)}
      <span className={styles.tag}>
        {texts.frameLowercase} {formatCount(index)} / {formatCount(count)}
        {frame?.frame_number != null && texts.alsoInTheVideo(formatCount(frame.frame_number))}
      </span>
    </section>
  )
}

function nextFrame({ frames, index, shuttle }: { frames: readonly Frame[]; index: number; shuttle: number }) {
  return frames[index + (shuttle < 0 ? -1 : 1)]
}

/** Returns the newest frame of which the picture is decoded, and loads the one that comes next. */
function useDecoded(timelineId: string, frame: Frame | undefined, index: number, next: Frame | undefined) {
  const [shown, setShown] = useState<{ frame: Frame; index: number; picture: HTMLImageElement }>()
  const [failed, setFailed] = useState<Frame>()
  const requests = useRef({ made: 0, shown: 0 })
  useEffect(() => {
    if (!frame) return
    const request = ++requests.current.made
    const picture = new Image()
    picture.src = mediaUrl.frame(timelineId, frame)
    picture.decode().then(
      () => {
        if (request < requests.current.shown) return
        requests.current.shown = request
        setShown({ frame, index, picture })
        setFailed(undefined)
      },
      () => request === requests.current.made && setFailed(frame),
    )
  }, [timelineId, frame, index])
  useEffect(() => {
    if (next) new Image().src = mediaUrl.frame(timelineId, next)
  }, [timelineId, next])
  return { shown, hasFailed: frame !== undefined && failed === frame }
}
