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

/** The content that a lineage starts from: a take by its id, or any content by its hash. */
export type LineageStart = { video_id: string } | { file_hash: string }

/**
 * Returns a function that opens the lineage of a content. Depth and direction carry over from one lineage to the next.
 */
export function useOpenLineage(): (start: LineageStart) => void {
  const navigate = useNavigate()
  return (start) => {
    const search = (now: LibrarySearch & LineageSearch) => ({ ...libraryPart(now), ...lineageSearchSchema.parse(now) })
    if ('video_id' in start) void navigate({ to: '/videos/$id/lineage', params: { id: start.video_id }, search })
    else void navigate({ to: '/contents/$hash/lineage', params: { hash: start.file_hash }, search })
  }
}
