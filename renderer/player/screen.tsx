import type { RefCallback } from 'react'
import { useDeck, useDeckState } from './deck-context.ts'
import { FrameTag } from './frame-tag.tsx'
import { toggleFullScreen } from './full-screen.ts'
import type { PlayerProps } from './player.tsx'
import classes from './screen.module.css'
import { togglePlay } from './transport.ts'

/** The picture. A click plays or pauses, a double click fills the screen. */
export function Screen(props: PlayerProps & { elementRef: RefCallback<HTMLVideoElement> }) {
  const deck = useDeck()
  const waiting = useDeckState((state) => state.waiting)
  const playing = useDeckState((state) => state.shuttle !== 0)
  const report = (element: HTMLVideoElement) => props.onTrouble(element)
  return (
    <div className={classes.screen} data-playing={playing || undefined}>
      {/* biome-ignore lint/a11y/useMediaCaption: takes come without captions */}
      <video
        ref={props.elementRef}
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
          Loading…
        </span>
      )}
    </div>
  )
}
