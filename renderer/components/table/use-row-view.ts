import { useCallback, useState } from 'react'
import { formatCount } from '../../../shared/units.ts'
import { texts } from './texts.ts'
import { useRowSelection } from './use-row-selection.ts'
import { type PageQuery, useRows } from './use-rows.ts'

interface RowView<Row, Key> {
  query: PageQuery<Row>
  keyOf: (row: Row) => Key
  /** Reads all keys of the list in order. */
  readKeys: () => Promise<Key[]>
  /** Identity of the list: another filter makes another list. */
  filter: object
}

/** Returns a list, its selection, and the props of a `RowTable` for both. */
export function useRowView<Row, Key>({ query, keyOf, readKeys, filter }: RowView<Row, Key>) {
  const [range, setRange] = useState({ first: 0, end: 0 })
  const rows = useRows(query, range)
  const { selection, selectKey, ...choose } = useRowSelection({ rows, keyOf, readKeys, listId: JSON.stringify(filter) })
  const onRange = useCallback((first: number, end: number) => setRange({ first, end }), [])
  return {
    rows,
    ids: [...selection.keys],
    /** The selected rows that are loaded. */
    chosen: rows.loaded.filter((row) => selection.keys.has(keyOf(row))),
    clear: choose.clear,
    selectKey,
    words: countLabel(rows.total, selection.keys.size),
    table: { rows, keyOf, selection, ...choose, onRange },
  }
}

/** Returns `9,877` or `9,877 · 3 selected`; empty until the total is known. */
function countLabel(total: number | undefined, selected: number): string {
  if (total === undefined) return ''
  return selected > 1 ? texts.selected(formatCount(total), formatCount(selected)) : formatCount(total)
}
