import { useMemo, useRef } from 'react'
import { tileRatio } from '../../shared/justified-rows.ts'
import { createGridLayout, type GridLayout } from './grid-layout.ts'

/** A list that is read in windows (see windows), and what was read of it. */
interface Windowed<Item> {
  total: number | undefined
  pages: ReadonlyMap<number, readonly Item[]>
}

function equal(one: readonly number[] | undefined, other: readonly number[]): boolean {
  return one?.length === other.length && other.every((ratio, index) => ratio === one[index])
}

/**
 * The layout of a whole list at a size; `ratioOf` is the shape of a picture, width by height. What was once read keeps its shape
 * after it is forgotten.
 */
export function useGridLayout<Item>(
  { total = 0, pages }: Windowed<Item>,
  ratioOf: (item: Item) => number,
  { width, targetHeight }: { width: number; targetHeight: number },
): GridLayout {
  const known = useRef({ ratios: new Map<number, readonly number[]>(), changes: 0 })
  const lay = useMemo(() => createGridLayout({ width, targetHeight }), [width, targetHeight])
  for (const [window, items] of pages) {
    const ratios = items.map((item) => tileRatio(ratioOf(item)))
    // The same array for the same shapes: that is what tells the layout that nothing moved.
    if (equal(known.current.ratios.get(window), ratios)) continue
    known.current.ratios.set(window, ratios)
    known.current.changes += 1
  }
  const { changes } = known.current
  // biome-ignore lint/correctness/useExhaustiveDependencies: what changed of the shapes is counted
  return useMemo(() => lay(total, (window) => known.current.ratios.get(window)), [lay, total, changes])
}
