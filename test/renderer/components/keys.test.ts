import { describe, expect, it, onTestFinished } from 'vitest'
import { findConflict, type KeyGroup } from '../../../renderer/components/key-groups.ts'
import { formatKeys, type KeyBinding, keysOf, keyTable, runKeys } from '../../../renderer/components/keys.ts'
import { playerKeys } from '../../../renderer/components/player/commands.ts'
import { taggingKeys } from '../../../renderer/components/tags/rating-labels.ts'
import { chooseKeys, useView } from '../../../renderer/state/view.ts'
import { isCode, listFiles, readSource } from '../../architecture/sources.ts'

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

describe('chosen keys', () => {
  const rows: KeyBinding<string[]>[] = [
    { keys: 'A', aliases: 'C', label: 'First', run: (notes) => notes.push('first') },
    { keys: 'B', label: 'Second', run: (notes) => notes.push('second') },
  ]
  const table = keyTable<string[]>('Desk', rows)
  const groups: KeyGroup[] = [
    { name: 'Desk', pages: ['desk'], bindings: rows.map(({ keys, label }) => ({ id: `Desk: ${keys}`, keys, label })) },
    { name: 'Hall', pages: ['hall'], bindings: [{ id: 'Hall: H', keys: 'H', label: 'Greet' }] },
    { name: 'Anywhere', pages: undefined, bindings: [{ id: 'Anywhere: ?', keys: '?', label: 'Help' }] },
  ]
  const run = (...keys: string[]) => {
    const notes: string[] = []
    for (const key of keys) runKeys(press(key), table, notes)
    return notes
  }

  it('run a binding in place of its own keys and their aliases, until they are reset', () => {
    onTestFinished(() => {
      useView.setState({ keys: {} })
    })
    chooseKeys({ 'Desk: A': 'Shift+X', 'Desk: B': '' })
    expect(run('a', 'b', 'c')).toEqual([])
    expect(runKeys(press('x', { shiftKey: true }), table, [])).toBe(true)
    chooseKeys({ 'Desk: A': undefined })
    expect(run('a', 'b', 'c')).toEqual(['first', 'first'])
    // Rows of another table keep their ids.
    expect(keyTable<string[]>('Other', table).map(({ id }) => id)).toEqual(['Desk: A', 'Desk: B'])
  })

  it('conflict with keys of the same page only, as they are now', () => {
    onTestFinished(() => {
      useView.setState({ keys: {} })
    })
    expect(findConflict(groups, 'Desk: A', 'B')?.binding.label).toBe('Second')
    expect(findConflict(groups, 'Desk: A', 'H')).toBeUndefined()
    expect(findConflict(groups, 'Desk: A', '?')?.group).toBe('Anywhere')
    expect(findConflict(groups, 'Anywhere: ?', 'H')?.group).toBe('Hall')
    chooseKeys({ 'Desk: B': 'Mod+B' })
    expect(findConflict(groups, 'Desk: A', 'B')).toBeUndefined()
    expect(findConflict(groups, 'Desk: A', 'Mod+B')?.binding.label).toBe('Second')
  })

  it('are shown by buttons and menus with the id of a binding that exists', () => {
    const texts = listFiles('renderer').filter(isCode).map(readSource)
    const ids = texts.flatMap((text) => [...text.matchAll(/(?:shortcut|Shortcut id)="([^"]+): ([^"]+)"/g)])
    expect(ids.length).toBeGreaterThan(40)
    const missing = ids.filter(
      ([, name, keys]) => !texts.some((text) => text.includes(`>('${name}', `) && text.includes(`keys: '${keys}'`)),
    )
    expect(missing.map(([id]) => id)).toEqual([])
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
