import { useView } from '../state/view.ts'
import { texts } from './texts.ts'

/** The part of a key press that the DOM and React have in common. */
export type KeyPress = Pick<
  KeyboardEvent,
  'key' | 'shiftKey' | 'ctrlKey' | 'metaKey' | 'altKey' | 'target' | 'preventDefault'
>

/**
 * A row of a table of keys, which the handler, the key help, tooltips and the command palette read. Keys have the
 * syntax of `aria-keyshortcuts`: `Shift+I`, `ArrowLeft`, `Space`, `.`, several separated by spaces; `Mod` is Ctrl, on a
 * Mac ⌘.
 */
export interface KeyBinding<Context = undefined> {
  /** The name of the table and the default keys, `Player: Space`; absent if the keys are in no table. */
  id?: string
  keys: string
  /** Keys that do the same but are left out of the key help. */
  aliases?: string
  /** Action of the keys, for the key help and tooltips. */
  label: string
  /** Returns false if the key has no effect now; other handlers and the browser then get the press. */
  run: (context: Context, press: KeyPress) => unknown
  /** True if `run` depends on the key itself, so that no other key can take its place. */
  isFixed?: true
}

/** Returns a table of keys that can be changed, with the ids of its rows; rows of another table keep theirs. */
export function keyTable<Context, Row extends KeyBinding<Context> = KeyBinding<Context>>(
  name: string,
  rows: readonly Row[],
): readonly Row[] {
  return rows.map((row) => ({ id: `${name}: ${row.keys}`, ...row }))
}

/** Returns the keys that a person chose for a binding, else its own; empty if another one got them. */
export function keysNow({ id, keys }: Pick<KeyBinding, 'id' | 'keys'>): string {
  return (id === undefined ? undefined : useView.getState().keys[id]) ?? keys
}

const isMac = /mac/i.test(navigator.platform)

const signs: Record<string, string> = {
  ArrowLeft: '←',
  ArrowRight: '→',
  ArrowUp: '↑',
  ArrowDown: '↓',
  Escape: texts.esc,
  ...(isMac ? { Mod: '⌘', Shift: '⇧', Delete: '⌘⌫' } : { Mod: texts.ctrl, Delete: texts.del }),
}

/** Returns keys as this system writes them: `Mod+Shift+I` as `Ctrl Shift I`, on a Mac as `⇧⌘I`. */
export function formatKeys(keys: string): string {
  return keys.split(' ').map(formatCombination).join(' ')
}

function formatCombination(combination: string): string {
  // A plus sign at the end is the key itself.
  const parts = combination.split(/\+(?=.)/)
  if (!isMac) return parts.map((part) => signs[part] ?? part).join(' ')
  const order = ['Shift', 'Mod']
  return parts
    .toSorted((one, other) => (order.indexOf(one) + 1 || 9) - (order.indexOf(other) + 1 || 9))
    .map((part) => signs[part] ?? part)
    .join('')
}

/**
 * Returns a press in the syntax of bindings. Shift is named with letters only, whatever the state of caps lock, because
 * some keyboards need it for other signs and others do not. ⌘⌫ is `Delete`, because Mac keyboards have no such key.
 */
export function keysOf({
  key,
  shiftKey,
  ctrlKey,
  metaKey,
  altKey,
}: Omit<KeyPress, 'target' | 'preventDefault'>): string {
  if (metaKey && key === 'Backspace') return 'Delete'
  const isLetter = /^\p{L}$/u.test(key)
  const name = key === ' ' ? 'Space' : isLetter ? key.toUpperCase() : key
  return [(ctrlKey || metaKey) && 'Mod', altKey && 'Alt', isLetter && shiftKey && 'Shift', name]
    .filter(Boolean)
    .join('+')
}

/**
 * Runs the first binding that has an effect and prevents the browser's default. Returns whether a binding had an
 * effect.
 */
export function runKeys<Context>(
  press: KeyPress,
  bindings: readonly KeyBinding<Context>[],
  context: NoInfer<Context>,
): boolean {
  const pressed = keysOf(press)
  for (const binding of bindings) {
    const keys = keysNow(binding)
    const aliases = keys === binding.keys ? binding.aliases : undefined
    const all = [keys, aliases].flatMap((some) => some?.split(' ') ?? [])
    if (pressed === '' || !all.includes(pressed) || binding.run(context, press) === false) continue
    press.preventDefault()
    return true
  }
  return false
}
