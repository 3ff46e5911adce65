import { type CSSProperties, type RefObject, useMemo } from 'react'
import { useColumnChoice } from '../../state/columns.ts'
import { useElementSize } from '../use-element-size.ts'
import { arrange, type Column } from './columns.ts'

/** Returns the columns that a table shows in its scrolling element, and the style that sets their widths. */
export function useColumns<OneColumn extends Column<never>>(
  table: string,
  all: readonly OneColumn[],
  scroller: RefObject<HTMLElement | null>,
) {
  const choice = useColumnChoice(table)
  const { width } = useElementSize(scroller)
  return useMemo(() => {
    const { columns, tracks, width: least } = arrange(all, choice, width)
    return { columns, style: { '--row-columns': tracks, minWidth: least } as CSSProperties }
  }, [all, choice, width])
}
