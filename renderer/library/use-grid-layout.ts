import { useMemo, useRef } from 'react'
import { tileRatio } from '../../shared/justified-rows.ts'
import { aspectRatioOf } from '../video/facts.ts'
import { createGridLayout, type GridLayout } from './grid-layout.ts'
import type { Takes } from './use-takes.ts'

function equal(one: readonly number[] | undefined, other: readonly number[]): boolean {
  return one?.length === other.length && other.every((ratio, index) => ratio === one[index])
}

/** The layout of the whole library at a size. What was once read keeps its shape after it is forgotten. */
export function useGridLayout(takes: Takes, width: number, targetHeight: number): GridLayout {
  const known = useRef(new Map<number, readonly number[]>())
  const lay = useMemo(() => createGridLayout({ width, targetHeight }), [width, targetHeight])
  return useMemo(() => {
    for (const [window, videos] of takes.pages) {
      const ratios = videos.map((video) => tileRatio(aspectRatioOf(video)))
      // The same array for the same shapes: that is what tells the layout that nothing moved.
      if (!equal(known.current.get(window), ratios)) known.current.set(window, ratios)
    }
    return lay(takes.total ?? 0, (window) => known.current.get(window))
  }, [takes, lay])
}
