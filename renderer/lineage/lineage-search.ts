import { useNavigate, useParams, useSearch } from '@tanstack/react-router'
import { z } from 'zod'
import { type LineageDirection, mostLineageNodes } from '../../shared/contract/lineage.ts'
import { type LibrarySearch, libraryPart } from '../library/filter.ts'

/** How far one can look; `all` as far as it goes. */
export const depths = ['1', '2', '3', '5', '10', 'all'] as const
export type Depth = (typeof depths)[number]

/** As far as one looks where nobody says. */
export const usualDepth: Depth = '3'

/** How far and which way a lineage is followed, as it stands in the address: both ways where it says nothing. */
export const lineageSearchSchema = z.object({
  depth: z
    .union([z.enum(depths), z.number().transform(String).pipe(z.enum(depths))])
    .optional()
    .catch(undefined),
  direction: z.enum(['from', 'into']).optional().catch(undefined),
})
type LineageSearch = z.infer<typeof lineageSearchSchema>

interface Look {
  depth: Depth
  direction: LineageDirection
}

export interface LineageView extends Look {
  videoId: string
  change: (next: Partial<Look>) => void
}

/** What is looked at, and a way to look differently; that is no step back. */
export function useLineageView(): LineageView {
  const { id = '' } = useParams({ strict: false })
  const { depth = usualDepth, direction = 'both' } = useSearch({ strict: false }) as LineageSearch
  const navigate = useNavigate()
  return {
    videoId: id,
    depth,
    direction,
    change: (next) => {
      const wanted: Look = { depth, direction, ...next }
      void navigate({
        to: '/videos/$id/lineage',
        params: { id },
        search: (now: LibrarySearch) => ({ ...libraryPart(now), ...inAddress(wanted) }),
        replace: true,
      })
    },
  }
}

/** Opens the lineage of a video. From one lineage to another the depth and direction are kept. */
export function useOpenLineage(): (id: string) => void {
  const navigate = useNavigate()
  return (id) =>
    void navigate({
      to: '/videos/$id/lineage',
      params: { id },
      search: (now: LibrarySearch & LineageSearch) => ({ ...libraryPart(now), ...lineageSearchSchema.parse(now) }),
    })
}

function inAddress({ depth, direction }: Look): LineageSearch {
  return {
    depth: depth === usualDepth ? undefined : depth,
    direction: direction === 'both' ? undefined : direction,
  }
}

/** As the contract counts it. */
export function stepsOf(depth: Depth): number {
  return depth === 'all' ? mostLineageNodes : Number(depth)
}
