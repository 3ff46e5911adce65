import { useRef, useState } from 'react'
import { showError } from '../notice.tsx'
import { noSelection, onlyRow, type RowSelection, rangeOfRows, toggledRow } from './row-selection.ts'
import type { Rows } from './use-rows.ts'

/** The kinds of selecting a row: alone, added or removed, or as the end of a range. */
export type Choice = 'only' | 'toggle' | 'extend'

interface Selecting<Row, Key> {
  rows: Rows<Row>
  keyOf: (row: Row) => Key
  /** Reads all keys of the list in order, for selections beyond the loaded rows. */
  readKeys: () => Promise<Key[]>
  /** Identity of the list; when it changes, nothing is selected. */
  listId: string
}

/** Returns the selection of a table. Ranges beyond the loaded rows are read from the library. */
export function useRowSelection<Row, Key>({ rows, keyOf, readKeys, listId }: Selecting<Row, Key>) {
  const [state, setState] = useState({ listId, selection: noSelection<Key>() })
  const selection = state.listId === listId ? state.selection : noSelection<Key>()
  // Answers come late: one counts only if nothing was selected since it was asked for.
  const newest = useRef(0)
  const set = (next: RowSelection<Key>) => {
    newest.current += 1
    setState({ listId, selection: next })
  }
  const setLater = (keys: Promise<Key[]>, selectionOf: (keys: Key[]) => RowSelection<Key>) => {
    newest.current += 1
    const asked = newest.current
    keys.then((read) => {
      if (asked === newest.current) set(selectionOf(read))
    }, showError)
  }

  const keysBetween = async (one: number, other: number): Promise<Key[]> => {
    const [first, end] = [Math.min(one, other), Math.max(one, other) + 1]
    const known = Array.from({ length: end - first }, (_, index) => rows.at(first + index))
    const keys = known.flatMap((row) => (row === undefined ? [] : [keyOf(row)]))
    return keys.length === known.length ? keys : (await readKeys()).slice(first, end)
  }
  const extend = (index: number) => {
    set({ ...selection, focus: index })
    setLater(keysBetween(selection.anchor ?? index, index), (keys) => rangeOfRows(selection, keys, index))
  }
  return {
    selection,
    select(index: number, how: Choice = 'only') {
      const row = rows.at(index)
      if (how === 'extend') extend(index)
      else if (row === undefined) set({ ...selection, focus: index })
      else set(how === 'toggle' ? toggledRow(selection, keyOf(row), index) : onlyRow(keyOf(row), index))
    },
    /** Selects the row with this key, loaded or not. */
    selectKey: (key: Key, index: number) => set(onlyRow(key, index)),
    selectAll: () => setLater(readKeys(), (keys) => ({ ...selection, keys: new Set(keys) })),
    clear: () => set({ ...selection, keys: new Set(), anchor: null }),
  }
}
