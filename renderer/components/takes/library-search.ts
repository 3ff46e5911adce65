import { useSearch } from '@tanstack/react-router'
import { z } from 'zod'
import {
  type VideoFilter,
  type VideoSort,
  videoFilterSchema,
  videoSorts,
} from '../../../shared/contract/video-query.ts'
import { longestQuery, parseQuery } from '../../../shared/query/parse-query.ts'
import { queryOfFilter } from '../../../shared/query/query-of-filter.ts'
import { type SortOrder, sortOrders } from '../../../shared/sort-order.ts'

const { query: _, ...fields } = videoFilterSchema.shape

/**
 * The query, order and groups of the library in the address, so that they survive a reload, a link and going back from
 * a take. Links may have fields of the filter instead of a query.
 */
export const searchSchema = z.object({
  ...(Object.fromEntries(
    Object.entries(fields).map(([name, field]) => [name, (field as z.ZodType).catch(undefined)]),
  ) as { [name in keyof typeof fields]: z.ZodCatch<(typeof fields)[name]> }),
  query: z.string().max(longestQuery).optional().catch(undefined),
  sort: z.enum(videoSorts).optional().catch(undefined),
  order: z.enum(sortOrders).optional().catch(undefined),
  /** True for a heading before each value of the column that the list is sorted by. */
  groups: z.boolean().optional().catch(undefined),
})
export type LibrarySearch = z.infer<typeof searchSchema>

/** The part of a `videos.list` query that selects and orders videos. */
export interface Filter {
  query?: string
  sort?: VideoSort
  order?: SortOrder
}

/** Returns the query in the address, as it was typed; that of the fields if there are any. */
export function queryOf({ query = '', sort: _sort, order: _order, groups: _groups, ...filter }: LibrarySearch): string {
  const rest = queryOfFilter(filter as VideoFilter)
  return rest === '' ? query : [rest, query && `(${query})`].filter(Boolean).join(' ')
}

/** Returns the filter of an address. */
export function filterOf(search: LibrarySearch): Filter {
  const query = queryOf(search).trim()
  const { sort, order } = search
  const isSorted = sort !== undefined || order !== undefined
  return {
    // The search box says what is wrong with a text that is no query.
    ...(query !== '' && !parseQuery(query).error ? { query } : {}),
    ...(isSorted ? { sort: sort ?? 'added', order: order ?? 'desc' } : {}),
  }
}

/** Returns the filter in the address; the same object as long as the filter does not change. */
export function useFilter(): Filter {
  return useSearch({ strict: false, select: filterOf, structuralSharing: true })
}

/** Returns the order in the address, newest first if it names none. A change of the query alone renders nothing. */
export function useOrder(): Required<Pick<Filter, 'sort' | 'order'>> {
  return useSearch({ strict: false, select: orderOf, structuralSharing: true })
}

function orderOf(search: LibrarySearch) {
  const { sort = 'added', order = 'desc' } = filterOf(search)
  return { sort, order } as const
}

/** Returns the library's part of a search, without the parameters of other views. */
export function libraryPart(now: LibrarySearch): LibrarySearch {
  return searchSchema.parse(now)
}

/** Returns the library's part of a search with another query; an empty one is left out. */
export function withQuery({ sort, order, groups }: LibrarySearch, query: string): LibrarySearch {
  return { query: query.trim() === '' ? undefined : query, sort, order, groups }
}
