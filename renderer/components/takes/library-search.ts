import { useSearch } from '@tanstack/react-router'
import { z } from 'zod'
import { videoFilterSchema, videoSorts } from '../../../shared/contract/video-query.ts'

const fields = videoFilterSchema.shape

/**
 * The filter and order of the library in the address, so that they survive a reload, a link and going back from a take.
 */
export const searchSchema = z.object({
  ...(Object.fromEntries(
    Object.entries(fields).map(([name, field]) => [name, (field as z.ZodType).catch(undefined)]),
  ) as { [name in keyof typeof fields]: z.ZodCatch<(typeof fields)[name]> }),
  sort: z.enum(videoSorts).optional().catch(undefined),
  order: z.enum(['asc', 'desc']).optional().catch(undefined),
})
export type LibrarySearch = z.infer<typeof searchSchema>

/** The part of a `videos.list` query that selects and orders videos. */
export type Filter = LibrarySearch

function toFilter({ search, sort, order, ...rest }: LibrarySearch): Filter {
  const given = Object.entries({ search: search?.trim() || undefined, ...rest }).filter(
    ([, value]) => value !== undefined,
  )
  const isSorted = sort !== undefined || order !== undefined
  return { ...Object.fromEntries(given), ...(isSorted ? { sort: sort ?? 'added', order: order ?? 'desc' } : {}) }
}

/** Returns the filter in the address; the same object as long as the filter does not change. */
export function useFilter(): Filter {
  return useSearch({ strict: false, select: toFilter, structuralSharing: true })
}

/** Returns the library's part of a search, without the parameters of other views. */
export function libraryPart(now: LibrarySearch): LibrarySearch {
  return searchSchema.parse(now)
}
