import { expect, test } from 'vitest'
import { createDeck } from '../../../../renderer/components/player/deck.ts'
import {
  keyframeBefore,
  markRange,
  rangesToExtract,
  unmarkRange,
} from '../../../../renderer/components/player/marked-ranges.ts'

test('ranges are kept in order of time with the one between in and out, and removed', () => {
  const deck = createDeck(null, 10)
  markRange(deck)
  expect(deck.store.getState().ranges).toEqual([])
  deck.store.setState({ inOut: { in: 6, out: null } })
  markRange(deck)
  expect(deck.store.getState().inOut).toEqual({ in: null, out: null })
  deck.store.setState({ inOut: { in: 2, out: 3 } })
  expect(rangesToExtract(deck.store.getState())).toEqual([
    { start: 2, end: 3 },
    { start: 6, end: 10 },
  ])
  markRange(deck)
  deck.store.setState({ inOut: { in: 2, out: 3 } })
  expect(rangesToExtract(deck.store.getState())).toHaveLength(2)
  unmarkRange(deck, { start: 2, end: 3 })
  expect(rangesToExtract(deck.store.getState())).toEqual([{ start: 6, end: 10 }])
})

test('a cut without re-encoding begins with the keyframe of the frame or before it', () => {
  expect(keyframeBefore([0, 2, 4], 3.9)).toBe(2)
  expect(keyframeBefore([0, 2, 4], 3.9995)).toBe(4)
  expect(keyframeBefore([], 3)).toBe(3)
})
