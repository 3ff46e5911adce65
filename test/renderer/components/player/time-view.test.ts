import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { createDeck } from '../../../../renderer/components/player/deck.ts'
import {
  pannedView,
  partAt,
  secondsAt,
  shownView,
  spanOf,
  viewWith,
  zoomedView,
} from '../../../../renderer/components/player/time-view.ts'
import { panBy, zoomBy, zoomToFit } from '../../../../renderer/components/player/zoom.ts'

const limits = { durationSeconds: 100, leastSeconds: 0.5 }
const views = fc
  .tuple(fc.double({ min: 0, max: 99, noNaN: true }), fc.double({ min: 0.5, max: 100, noNaN: true }))
  .map(([start, length]) => ({ start, end: Math.min(100, start + length) }))

describe('the position of a time on the axis', () => {
  it('is that of the pointer that names the time', () => {
    fc.assert(
      fc.property(views, fc.double({ min: 0, max: 1, noNaN: true }), (view, part) => {
        expect(partAt(view, secondsAt(view, part))).toBeCloseTo(part, 6)
      }),
    )
  })

  it('is outside for a time that is not in view, and a pointer outside names the ends', () => {
    const view = { start: 10, end: 20 }
    expect(partAt(view, 5)).toBe(-0.5)
    expect(secondsAt(view, -3)).toBe(10)
    expect(secondsAt(view, 7)).toBe(20)
    expect(partAt({ start: 0, end: 0 }, 3)).toBe(0)
  })

  it('has the part of a range that is in view', () => {
    const view = { start: 10, end: 20 }
    expect(spanOf(view, { start: 5, end: 15 })).toEqual({ left: 0, right: 0.5 })
    expect(spanOf(view, { start: 18, end: 30 })).toEqual({ left: 0.8, right: 1 })
    expect(spanOf(view, { start: 21, end: 30 })).toBeNull()
  })
})

describe('zooming and panning', () => {
  it('keep the time under the pointer, and stay inside the take', () => {
    fc.assert(
      fc.property(views, fc.double({ min: 0.1, max: 10, noNaN: true }), fc.nat(1000), (view, factor, mille) => {
        const anchor = secondsAt(view, mille / 1000)
        const next = shownView(zoomedView(view, limits, factor, anchor), 100)
        expect(next.start).toBeGreaterThanOrEqual(0)
        expect(next.end).toBeLessThanOrEqual(100 + 1e-9)
        expect(next.end - next.start).toBeGreaterThanOrEqual(0.5 - 1e-9)
        const isAtAnEnd = next.start === 0 || next.end > 100 - 1e-9
        if (!isAtAnEnd) expect(partAt(next, anchor)).toBeCloseTo(partAt(view, anchor), 6)
      }),
    )
  })

  it('end with the whole take, and move nothing while it is in view', () => {
    expect(zoomedView(null, limits, 2, 50)).toEqual({ start: 25, end: 75 })
    expect(zoomedView({ start: 25, end: 75 }, limits, 0.5, 50)).toBeNull()
    expect(pannedView(null, 100, 5)).toBeNull()
    expect(pannedView({ start: 80, end: 90 }, 100, 50)).toEqual({ start: 90, end: 100 })
  })
})

describe('the view of a player', () => {
  const deckAt = (time: number) => {
    const deck = createDeck({ numerator: 25, denominator: 1 }, 100)
    deck.store.setState({ time })
    return deck
  }

  it('zooms at the playhead, by at most a dozen frames', () => {
    const deck = deckAt(20)
    zoomBy(deck, 2)
    expect(deck.store.getState().view).toEqual({ start: 10, end: 60 })
    for (let times = 0; times < 20; times++) zoomBy(deck, 2)
    const { start, end } = deck.store.getState().view ?? { start: 0, end: 0 }
    expect(end - start).toBeCloseTo(12 / 25)
    expect(start).toBeLessThan(20)
    expect(end).toBeGreaterThan(20)
    zoomToFit(deck)
    expect(deck.store.getState().view).toBeNull()
  })

  it('turns when the playhead leaves it, and follows a seek', () => {
    const deck = deckAt(19)
    deck.store.setState({ view: { start: 10, end: 20 } })
    deck.store.setState({ time: 19.9 })
    expect(deck.store.getState().view).toEqual({ start: 10, end: 20 })
    deck.store.setState({ time: 20.1 })
    expect(deck.store.getState().view?.start).toBeCloseTo(19.3)
    deck.store.setState({ target: 3 })
    expect(deck.store.getState().view?.start).toBeCloseTo(2.2)
  })

  it('stays where it was moved to while the playhead is elsewhere', () => {
    const deck = deckAt(15)
    deck.store.setState({ view: { start: 10, end: 20 } })
    panBy(deck, 2)
    deck.store.setState({ time: 15.04 })
    expect(deck.store.getState().view).toEqual({ start: 30, end: 40 })
    expect(viewWith({ start: 30, end: 40 }, 100, 35)).toEqual({ start: 30, end: 40 })
  })
})
