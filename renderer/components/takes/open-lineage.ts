import { useNavigate } from '@tanstack/react-router'
import { z } from 'zod'
import { type LibrarySearch, libraryPart } from './library-search.ts'

/** Choices for the number of steps in a lineage. */
export const depths = ['1', '2', '3', '5', '10', 'all'] as const
export type Depth = (typeof depths)[number]

/** The depth and direction of a lineage in the address; both directions by default. */
export const lineageSearchSchema = z.object({
  depth: z
    .union([z.enum(depths), z.number().transform(String).pipe(z.enum(depths))])
    .optional()
    .catch(undefined),
  direction: z.enum(['from', 'into']).optional().catch(undefined),
})
export type LineageSearch = z.infer<typeof lineageSearchSchema>

/**
 * Returns a function that opens the lineage of a video. Depth and direction carry over from one lineage to the next.
 */
export function useOpenLineage(): (id: string) => void {
  const navigate = useNavigate()
  return (id) =>
    void navigate({
      to: '/videos/$id/lineage',
      params: { id },
      search: (now: LibrarySearch & LineageSearch) => ({ ...libraryPart(now), ...lineageSearchSchema.parse(now) }),
    })
}
