import type { ReactNode, RefCallback } from 'react'
import { useDeck, useDeckState } from './deck-context.ts'
import { FrameTag } from './frame-tag.tsx'
import { toggleFullScreen } from './full-screen.ts'
import classes from './screen.module.css'
import { texts } from './texts.ts'
import { togglePlay } from './transport.ts'

export interface ScreenProps {
  /** Address of the file. Use it as `key` of the player too, because another source needs a new player. */
  src: string
  poster: string
  name: string
  /** Shown over the upper right corner of the picture. */
  badge?: ReactNode
  /** Called if the element cannot play its source; `element.error`, or a picture without a size, tells why. */
  onFailure: (element: HTMLVideoElement) => void
  onElement: RefCallback<HTMLVideoElement>
}

/** The picture. A click plays or pauses; a double click toggles full screen. */
export function Screen({ onElement, ...props }: ScreenProps) {
  const deck = useDeck()
  const waiting = useDeckState((state) => state.waiting)
  const playing = useDeckState((state) => state.shuttle !== 0)
  const report = (element: HTMLVideoElement) => props.onFailure(element)
  return (
    <div className={classes.screen} data-playing={playing || undefined}>
      {/* biome-ignore lint/a11y/useMediaCaption: takes come without captions */}
      <video
        ref={onElement}
        className={classes.picture}
        src={props.src}
        poster={props.poster}
        preload="auto"
        playsInline
        disablePictureInPicture
        aria-label={props.name}
        onClick={() => togglePlay(deck)}
        onDoubleClick={() => toggleFullScreen(deck)}
        onError={(event) => report(event.currentTarget)}
        onLoadedMetadata={(event) => {
          if (event.currentTarget.videoWidth === 0) report(event.currentTarget)
        }}
      />
      <FrameTag />
      {props.badge && <div className={classes.badge}>{props.badge}</div>}
      {waiting && (
        <span className={classes.waiting} role="status">
          {texts.loading}
        </span>
      )}
    </div>
  )
}
