import { type ReactNode, useEffect, useState } from 'react'
import { parseFrameRate } from '../../shared/frame-rate.ts'
import type { StoryboardSheet } from '../components/storyboard-frame.ts'
import { attach } from './attach.ts'
import { createDeck } from './deck.ts'
import { DeckProvider } from './deck-context.ts'
import classes from './player.module.css'
import { Screen } from './screen.tsx'
import { Scrubber } from './scrubber.tsx'
import { Transport } from './transport-bar.tsx'
import { usePlayerKeys } from './use-player-keys.ts'

export interface PlayerProps {
  /** Address of the bytes. Give the player a `key` of it: another source is another player. */
  src: string
  poster: string
  name: string
  /** The file's exact rate, `30000/1001`. */
  frameRate: string | null
  /** How many frames the container names; null where it names none. */
  frameCount: number | null
  durationSeconds: number | null
  /** Width by height as displayed. */
  aspectRatio: number
  /** Frames along the bar; it is plain without. */
  sheet?: StoryboardSheet | undefined
  /** How loud it is along the bar, 0 to 255, undefined while that is read; null where there is no sound. */
  peaks?: readonly number[] | null | undefined
  /** What lies over the picture's upper right corner. */
  badge?: ReactNode
  /** What stands at the end of the row of controls. */
  actions?: ReactNode
  /** What lies below the controls; it finds the player by `useDeck`. */
  children?: ReactNode
  /** The element cannot play its source; `element.error` or a picture without a size says why. */
  onTrouble: (element: HTMLVideoElement) => void
}

/** A video with everything to look at it closely: see `playerCommands` for what it can do. */
export function Player(props: PlayerProps) {
  const [deck] = useState(() =>
    createDeck(parseFrameRate(props.frameRate), props.durationSeconds ?? 0, props.frameCount),
  )
  const [element, setElement] = useState<HTMLVideoElement | null>(null)
  useEffect(() => (element ? attach(deck, element) : undefined), [deck, element])
  usePlayerKeys(deck)

  return (
    <DeckProvider value={deck}>
      <section
        className={classes.player}
        aria-label="Player"
        ref={(stage) => {
          deck.stage = stage
        }}
      >
        <Screen {...props} elementRef={setElement} />
        <Scrubber aspectRatio={props.aspectRatio} sheet={props.sheet} peaks={props.peaks} />
        <Transport actions={props.actions} />
      </section>
      {props.children}
    </DeckProvider>
  )
}
