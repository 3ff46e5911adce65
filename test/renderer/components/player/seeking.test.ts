import { describe, expect, it } from 'vitest'
import { createDeck, type Deck } from '../../../../renderer/components/player/deck.ts'
import {
  goToEnd,
  goToIn,
  goToOut,
  seekBy,
  setIn,
  setOut,
  step,
} from '../../../../renderer/components/player/seeking.ts'
import { frameAt, parseFrameRate } from '../../../../shared/frame-rate.ts'

/** A player whose seeks arrive at once. */
function deckOf(frameRate: string | null, durationSeconds: number): Deck {
  const deck = createDeck(parseFrameRate(frameRate), durationSeconds)
  deck.seeks = { seek: (time) => deck.store.setState({ time }), dispose: () => undefined }
  return deck
}

function frame(deck: Deck): number {
  if (!deck.frameRate) throw new Error('This video names no frame rate.')
  return frameAt(deck.frameRate, deck.store.getState().time)
}

describe('moving through a video', () => {
  it('steps by whole frames of a rate that no decimal names', () => {
    const deck = deckOf('30000/1001', 10)
    for (let i = 0; i < 250; i++) step(deck, 1)
    expect(frame(deck)).toBe(250)
    for (let i = 0; i < 249; i++) step(deck, -1)
    expect(frame(deck)).toBe(1)
  })

  it('stays on the first and the last frame', () => {
    const deck = deckOf('25', 2)
    step(deck, -1)
    expect(frame(deck)).toBe(0)
    goToEnd(deck)
    expect(frame(deck)).toBe(49)
    step(deck, 1)
    expect(frame(deck)).toBe(49)
    seekBy(deck, -100)
    expect(frame(deck)).toBe(0)
  })

  it('still moves where the file names no frame rate', () => {
    const deck = deckOf(null, 2)
    step(deck, 1)
    expect(deck.store.getState().time).toBeCloseTo(0.04)
    seekBy(deck, 5)
    expect(deck.store.getState().time).toBe(2)
  })

  it('inOut hold the frames that were on screen, both ends included', () => {
    const deck = deckOf('25', 4)
    step(deck, 10)
    setIn(deck)
    step(deck, 40)
    setOut(deck)
    expect(deck.store.getState().inOut).toEqual({ in: 0.4, out: 2.04 })
    goToIn(deck)
    expect(frame(deck)).toBe(10)
    goToOut(deck)
    expect(frame(deck)).toBe(50)
  })

  it('a range may be a single frame', () => {
    const deck = deckOf('25', 4)
    step(deck, 10)
    setIn(deck)
    setOut(deck)
    expect(deck.store.getState().inOut).toEqual({ in: 0.4, out: 0.44 })
  })
})
