import { describe, expect, it } from 'vitest'
import { formatKeys, type KeyBinding, keysOf, runKeys } from '../../../renderer/components/keys.ts'
import { playerKeys } from '../../../renderer/components/player/commands.ts'
import { taggingKeys } from '../../../renderer/components/tags/rating-labels.ts'

const plain = { shiftKey: false, ctrlKey: false, metaKey: false, altKey: false }
const press = (key: string, held = {}) => ({
  ...plain,
  key,
  ...held,
  target: null,
  isPrevented: false,
  preventDefault() {
    this.isPrevented = true
  },
})

describe('keysOf', () => {
  it('reads letters with their shift, whatever caps lock says', () => {
    expect(keysOf({ ...plain, key: 'i' })).toBe('I')
    expect(keysOf({ ...plain, key: 'I' })).toBe('I')
    expect(keysOf({ ...plain, key: 'I', shiftKey: true })).toBe('Shift+I')
  })

  it('takes signs as they are, since layouts put them behind different keys', () => {
    expect(keysOf({ ...plain, key: '<', shiftKey: true })).toBe('<')
    expect(keysOf({ ...plain, key: '<' })).toBe('<')
    expect(keysOf({ ...plain, key: 'ArrowLeft' })).toBe('ArrowLeft')
    expect(keysOf({ ...plain, key: ' ' })).toBe('Space')
  })

  it('never takes a press with Ctrl, Cmd or Alt for the plain key', () => {
    expect(keysOf({ ...plain, key: 'l', ctrlKey: true })).toBe('Mod+L')
    expect(keysOf({ ...plain, key: 'l', metaKey: true })).toBe('Mod+L')
    expect(keysOf({ ...plain, key: 'l', altKey: true })).toBe('Alt+L')
    expect(keysOf({ ...plain, key: 'I', ctrlKey: true, shiftKey: true })).toBe('Mod+Shift+I')
  })

  it('takes ⌘⌫ for the Delete that a Mac does not have', () => {
    expect(keysOf({ ...plain, key: 'Backspace', metaKey: true })).toBe('Delete')
    expect(keysOf({ ...plain, key: 'Backspace' })).toBe('Backspace')
  })
})

describe('runKeys', () => {
  const bindings: KeyBinding<string[]>[] = [
    { keys: 'A B', aliases: 'C', label: 'Note', run: (notes, { key }) => notes.push(key) },
    { keys: 'A', label: 'Never reached', run: (notes) => notes.push('second') },
    { keys: 'X', label: 'Nothing to do', run: () => false },
  ]

  it('runs the first binding of a key, by any of its keys, and keeps the press from the browser', () => {
    const notes: string[] = []
    const presses = ['a', 'b', 'c'].map((key) => press(key))
    expect(presses.map((one) => runKeys(one, bindings, notes))).toEqual([true, true, true])
    expect(notes).toEqual(['a', 'b', 'c'])
    expect(presses.map(({ isPrevented }) => isPrevented)).toEqual([true, true, true])
  })

  it('leaves a press to others if it is no key of the table, or has no effect now', () => {
    for (const one of [press('d'), press('x'), press('a', { ctrlKey: true })]) {
      expect(runKeys(one, bindings, [])).toBe(false)
      expect(one.isPrevented).toBe(false)
    }
  })
})

it('writes keys as the system does', () => {
  expect(formatKeys('Mod+Shift+I')).toMatch(/^(Ctrl Shift I|⇧⌘I)$/)
  expect(formatKeys('ArrowUp ArrowDown')).toBe('↑ ↓')
  expect(formatKeys('+')).toBe('+')
})

it('no two commands of the player share a key', () => {
  const keys = playerKeys.map((command) => command.keys)
  expect(new Set(keys).size).toBe(keys.length)
})

it('digits rate, zero clears the rating, and nothing else is a rating', () => {
  const rated: (number | null)[] = []
  const taggable = { rate: (rating: number | null) => rated.push(rating), tag: () => false }
  for (const key of ['1', '5', '0', '6', '9', 'a', 'F1', '']) runKeys(press(key), taggingKeys, taggable)
  expect(rated).toEqual([1, 5, null])
})
