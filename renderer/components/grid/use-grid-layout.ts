import { useMemo, useState } from 'react'
import { tileRatio } from '../../../shared/justified-rows.ts'
import { createGridLayout, type GridLayout, type Ratios } from './grid-layout.ts'
import type { RankGroup } from './rank-groups.ts'

/** A list that is loaded in windows (see windows), with the loaded pages. */
interface Windowed<Item> {
  total: number | undefined
  pages: ReadonlyMap<number, readonly Item[]>
}

function isSame(one: readonly number[] | undefined, other: readonly number[]): boolean {
  return one?.length === other.length && other.every((ratio, index) => ratio === one[index])
}

/**
 * Returns `known` with the aspect ratios of these pages. Unchanged maps and arrays stay the same objects, so that a
 * layout can be reused.
 */
function addRatios<Item>(known: Ratios, pages: Windowed<Item>['pages'], ratioOf: (item: Item) => number): Ratios {
  const changed = [...pages]
    .map(([window, items]) => [window, items.map((item) => tileRatio(ratioOf(item)))] as const)
    .filter(([window, ratios]) => !isSame(known.get(window), ratios))
  return changed.length === 0 ? known : new Map([...known, ...changed])
}

interface GridShape {
  /** Identity of the list, such as the filter of takes as JSON. Another list has other ratios. */
  list: string
  /** Pixels. */
  width: number
  targetHeight: number
  /** None if the list is not grouped. */
  groups?: readonly RankGroup[]
}

/**
 * Returns the layout of a whole list at a size; `ratioOf` returns the aspect ratio of a picture, width by height.
 * Ratios stay known after their window was unloaded, so that rows are in the same places when the view scrolls back.
 */
export function useGridLayout<Item>(
  { total = 0, pages }: Windowed<Item>,
  ratioOf: (item: Item) => number,
  { list, width, targetHeight, groups }: GridShape,
): GridLayout {
  const [known, setKnown] = useState<{ list: string; ratios: Ratios }>({ list, ratios: new Map() })
  const layOut = useMemo(() => createGridLayout({ width, targetHeight }), [width, targetHeight])
  // State is set during rendering, not in an effect, so that rows are never painted with the ratios of the previous
  // render.
  const ratios = addRatios(known.list === list ? known.ratios : new Map(), pages, ratioOf)
  if (ratios !== known.ratios) setKnown({ list, ratios })
  return useMemo(() => layOut(total, ratios, groups), [layOut, total, ratios, groups])
}
