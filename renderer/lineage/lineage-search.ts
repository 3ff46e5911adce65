import { getRouteApi, useNavigate } from '@tanstack/react-router'
import { type LineageDirection, maxLineageNodes } from '../../shared/contract/lineage.ts'
import { type LibrarySearch, libraryPart } from '../components/takes/library-search.ts'
import type { Depth, LineageSearch } from '../components/takes/open-lineage.ts'

/** Depth if the address has none. */
export const defaultDepth: Depth = '3'

const route = getRouteApi('/videos/$id/lineage')

interface LineageScope {
  depth: Depth
  direction: LineageDirection
}

export interface LineageView extends LineageScope {
  videoId: string
  change: (next: Partial<LineageScope>) => void
}

/** Returns the take, the depth and the direction, and a function that changes them by replacing the history entry. */
export function useLineageView(): LineageView {
  const { id } = route.useParams()
  const { depth = defaultDepth, direction = 'both' } = route.useSearch()
  const navigate = useNavigate()
  return {
    videoId: id,
    depth,
    direction,
    change: (next) => {
      const wanted: LineageScope = { depth, direction, ...next }
      void navigate({
        to: '/videos/$id/lineage',
        params: { id },
        search: (now: LibrarySearch) => ({ ...libraryPart(now), ...inAddress(wanted) }),
        replace: true,
      })
    },
  }
}

function inAddress({ depth, direction }: LineageScope): LineageSearch {
  return {
    depth: depth === defaultDepth ? undefined : depth,
    direction: direction === 'both' ? undefined : direction,
  }
}

/** Returns a depth as a number of steps. */
export function stepsOf(depth: Depth): number {
  return depth === 'all' ? maxLineageNodes : Number(depth)
}
