import { useNavigate, useParams, useSearch } from '@tanstack/react-router'
import { type LineageDirection, maxLineageNodes } from '../../shared/contract/lineage.ts'
import { type LibrarySearch, libraryPart } from '../components/takes/library-search.ts'
import type { Depth, LineageSearch, LineageStart } from '../components/takes/open-lineage.ts'

/** Depth if the address has none. */
export const defaultDepth: Depth = '3'

interface LineageScope {
  depth: Depth
  direction: LineageDirection
}

export interface LineageView extends LineageScope {
  start: LineageStart
  change: (next: Partial<LineageScope>) => void
}

/** Returns the content, the depth and the direction, and how to change these by replacing the history entry. */
export function useLineageView(): LineageView {
  const { id = '', hash } = useParams({ strict: false })
  const { depth = defaultDepth, direction = 'both' } = useSearch({ strict: false }) as LineageSearch
  const navigate = useNavigate()
  return {
    start: hash === undefined ? { video_id: id } : { file_hash: hash },
    depth,
    direction,
    change: (next) => {
      const wanted: LineageScope = { depth, direction, ...next }
      void navigate({
        to: '.',
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
