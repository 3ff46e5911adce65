import { expect, it } from 'vitest'
import { nodeAfterKey } from '../../../../renderer/components/graph/graph-moves.ts'

const at = (id: string, x: number, y: number) => ({ id, position: { x, y }, width: 180, height: 60 })
// a ─ b ─ d, with c below b and e far below a.
const nodes = [at('a', 0, 0), at('b', 240, 0), at('c', 240, 120), at('d', 480, 40), at('e', 0, 900)]

it.each([
  ['ArrowRight', 'a', 'b'],
  ['ArrowRight', 'b', 'd'],
  ['ArrowRight', 'c', 'd'],
  ['ArrowLeft', 'd', 'b'],
  ['ArrowDown', 'b', 'c'],
  ['ArrowDown', 'a', 'e'],
  ['ArrowUp', 'c', 'b'],
  ['ArrowRight', 'd', undefined],
  ['ArrowUp', 'a', undefined],
  ['Home', 'd', 'a'],
  ['End', 'a', 'e'],
  ['x', 'a', undefined],
])('%s leads from %s to %s', (key, from, to) => expect(nodeAfterKey(key, nodes, from)).toBe(to))

it('the first arrow chooses the first node, whichever way it points', () => {
  expect(nodeAfterKey('ArrowLeft', nodes, undefined)).toBe('a')
  expect(nodeAfterKey('ArrowLeft', [], undefined)).toBeUndefined()
})
