import { useCallback, useState } from 'react'
import { formatCount } from '../../shared/units.ts'
import { useRowSelection } from './use-row-selection.ts'
import { type PageQuery, useRows } from './use-rows.ts'

interface RowView<Row, Key> {
  query: PageQuery<Row>
  keyOf: (row: Row) => Key
  /** All keys of the list in its order. */
  readKeys: () => Promise<Key[]>
  /** What narrows the list: another filter is another list. */
  filter: object
}

/** A list, what is chosen of it, and what a `RowTable` takes of both. */
export function useRowView<Row, Key>({ query, keyOf, readKeys, filter }: RowView<Row, Key>) {
  const [range, setRange] = useState({ first: 0, end: 0 })
  const rows = useRows(query, range)
  const { selection, selectKey, ...choose } = useRowSelection({ rows, keyOf, readKeys, listId: JSON.stringify(filter) })
  const onRange = useCallback((first: number, end: number) => setRange({ first, end }), [])
  return {
    rows,
    ids: [...selection.keys],
    /** Those of the chosen rows that are read. */
    chosen: rows.loaded.filter((row) => selection.keys.has(keyOf(row))),
    clear: choose.clear,
    selectKey,
    words: countWords(rows.total, selection.keys.size),
    table: { rows, keyOf, selection, ...choose, onRange },
  }
}

/** `9,877`, `9,877 · 3 selected`; nothing while nobody knows. */
function countWords(total: number | undefined, selected: number): string {
  if (total === undefined) return ''
  return selected > 1 ? `${formatCount(total)} · ${formatCount(selected)} selected` : formatCount(total)
}
