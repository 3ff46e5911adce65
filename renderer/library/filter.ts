import { useNavigate, useRouterState, useSearch } from '@tanstack/react-router'
import { z } from 'zod'
import { videoFilterSchema, videoSorts } from '../../shared/contract/video-query.ts'

const fields = videoFilterSchema.shape

/** What narrows and sorts the library, as it stands in the address: a reload, a link and the way back from a take keep it. */
export const searchSchema = z.object({
  ...(Object.fromEntries(
    Object.entries(fields).map(([name, field]) => [name, (field as z.ZodType).catch(undefined)]),
  ) as { [name in keyof typeof fields]: z.ZodCatch<(typeof fields)[name]> }),
  sort: z.enum(videoSorts).optional().catch(undefined),
  order: z.enum(['asc', 'desc']).optional().catch(undefined),
})
export type LibrarySearch = z.infer<typeof searchSchema>

/** The part of a `videos.list` query that says which videos, and in what order from the top. */
export type Filter = LibrarySearch

/** What of a filter is about which videos, without words and order: those that a person picks from the menu. */
export type FilterKind = Exclude<keyof Filter, 'search' | 'sort' | 'order'>

const kinds = Object.keys(fields).filter((name) => name !== 'search') as FilterKind[]

/** The kinds by which `filter` narrows. */
export function kindsOf(filter: Filter): FilterKind[] {
  return kinds.filter((kind) => filter[kind] !== undefined)
}

/** Whether it leaves anything out at all. */
export function isNarrowed(filter: Filter): boolean {
  return filter.search !== undefined || kindsOf(filter).length > 0
}

function toFilter({ search, sort, order, ...rest }: LibrarySearch): Filter {
  const given = Object.entries({ search: search?.trim() || undefined, ...rest }).filter(
    ([, value]) => value !== undefined,
  )
  const isSorted = sort !== undefined || order !== undefined
  return { ...Object.fromEntries(given), ...(isSorted ? { sort: sort ?? 'added', order: order ?? 'desc' } : {}) }
}

/** The filter of the address; the same object as long as it is the same filter. */
export function useFilter(): Filter {
  return useSearch({ strict: false, select: toFilter, structuralSharing: true })
}

/** Changes parts of the filter in the address; undefined takes one out. */
export function useChangeFilter(): (changes: Partial<Filter>) => void {
  const navigate = useNavigate()
  return (changes) => void navigate({ to: '/', search: (now: LibrarySearch) => ({ ...libraryPart(now), ...changes }) })
}

/** What of the address is the library's, so that nothing of another view goes along. */
export function libraryPart(now: LibrarySearch): LibrarySearch {
  return searchSchema.parse(now)
}

/** Whether the page of all takes is shown, not that of one. */
export function useIsLibrary(): boolean {
  return useRouterState({ select: (state) => state.location.pathname === '/' })
}

/**
 * Opens a take. From the library, or from another take, what narrows the library is kept; from a take, the other one takes its
 * place in the history, so that one step back is always where the first was opened.
 */
export function useOpenTake(): (id: string) => void {
  const navigate = useNavigate()
  const isLibrary = useIsLibrary()
  const isTake = useRouterState({ select: (state) => state.location.pathname.startsWith('/videos/') })
  return (id) =>
    void navigate({
      to: '/videos/$id',
      params: { id },
      search: (now: LibrarySearch) => (isLibrary || isTake ? libraryPart(now) : {}),
      replace: isTake,
    })
}
