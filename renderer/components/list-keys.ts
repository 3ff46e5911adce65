import { type KeyPress, keyTable } from './keys.ts'
import type { Choice } from './table/use-row-selection.ts'
import { texts } from './texts.ts'

/** The focused list that the keys act on. */
export interface KeyedList {
  /** Index that arrow keys start from. */
  focus: number | null
  hasSelection: boolean
  /** Returns the index that a key moves to; undefined if the list does not handle the key. */
  target: (press: KeyPress) => number | undefined
  select: (index: number, how: Choice) => void
  selectAll: () => void
  clear: () => void
  /** Returns false if the row cannot be opened yet. */
  open: (index: number) => unknown
}

function move({ target, select }: KeyedList, press: KeyPress): unknown {
  const index = target(press)
  return index !== undefined && select(index, press.shiftKey ? 'extend' : 'only')
}

function choose(how: Choice) {
  return ({ focus, select }: KeyedList) => focus !== null && select(focus, how)
}

const arrows = 'ArrowUp ArrowDown ArrowLeft ArrowRight'

/** Keys of every list: the library, images, tables and the strip of takes. */
export const listKeys = keyTable<KeyedList>('Lists', [
  { keys: arrows, aliases: withMod(arrows), label: texts.moveWithShiftExtend, run: move, isFixed: true },
  { keys: 'Home', aliases: withMod('Home'), label: texts.first, run: move, isFixed: true },
  { keys: 'End', aliases: withMod('End'), label: texts.last, run: move, isFixed: true },
  { keys: 'PageUp PageDown', aliases: withMod('PageUp PageDown'), label: texts.moveByAPage, run: move, isFixed: true },
  { keys: 'Enter', label: texts.open, run: ({ focus, open }) => focus !== null && open(focus) },
  { keys: 'Space', label: texts.select, run: choose('only') },
  { keys: 'Mod+Space', label: texts.addToTheSelection, run: choose('toggle') },
  { keys: 'Mod+A', label: texts.selectAll, run: ({ selectAll }) => selectAll() },
  { keys: 'Escape', label: texts.deselectAll, run: ({ hasSelection, clear }) => hasSelection && clear() },
])

function withMod(keys: string): string {
  return keys.replaceAll(/\S+/g, 'Mod+$&')
}

/**
 * Returns whether Ctrl or ⌘ is held. The library moves the focus all the same; other lists leave such keys to the
 * browser.
 */
export function hasMod({ ctrlKey, metaKey }: KeyPress): boolean {
  return ctrlKey || metaKey
}
