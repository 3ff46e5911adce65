import { type ReactNode, useEffect, useState } from 'react'
import { parseFrameRate } from '../../../shared/frame-rate.ts'
import { useKeys } from '../use-keys.ts'
import { attach } from './attach-video.ts'
import { playerKeys } from './commands.ts'
import { createDeck } from './deck.ts'
import { DeckProvider } from './deck-context.ts'
import { setStage } from './full-screen.ts'
import classes from './player.module.css'
import { Screen, type ScreenProps } from './screen.tsx'
import { Scrubber, type ScrubberProps } from './scrubber.tsx'
import { texts } from './texts.ts'
import { TimeAxis } from './time-axis.tsx'
import { Transport } from './transport-bar.tsx'

interface PlayerProps extends Omit<ScreenProps, 'onElement'>, ScrubberProps {
  /** Exact frame rate of the file, `30000/1001`. */
  frameRate: string | null
  /** Number of frames according to the container; null if it has none. */
  frameCount: number | null
  durationSeconds: number | null
  /** Buttons at the end of the transport bar. */
  actions?: ReactNode
  /** Rows of the time axis below the film strip, which can use the player through `useDeck`. */
  children?: ReactNode
}

/** A video with all controls; `playerCommands` lists them. */
export function Player(props: PlayerProps) {
  const [deck] = useState(() =>
    createDeck(parseFrameRate(props.frameRate), props.durationSeconds ?? 0, props.frameCount),
  )
  const [element, setElement] = useState<HTMLVideoElement | null>(null)
  useEffect(() => (element ? attach(deck, element) : undefined), [deck, element])
  useKeys(playerKeys, deck)

  return (
    <DeckProvider value={deck}>
      <section className={classes.player} aria-label={texts.player} ref={(stage) => setStage(deck, stage)}>
        <Screen {...props} onElement={setElement} />
        <Transport actions={props.actions} />
        <TimeAxis>
          <Scrubber videoId={props.videoId} aspectRatio={props.aspectRatio} sheet={props.sheet} peaks={props.peaks} />
          {props.children}
        </TimeAxis>
      </section>
    </DeckProvider>
  )
}
