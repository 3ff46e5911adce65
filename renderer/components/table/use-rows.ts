import {
  keepPreviousData,
  type Query,
  type QueryKey,
  type UseQueryOptions,
  useQueries,
  useQuery,
  useQueryClient,
} from '@tanstack/react-query'

import { readAll } from './read-all.ts'

/** A page of a list. */
interface Page<Row> {
  items: Row[]
  /** Null if the page was not to count them. */
  total: number | null
}

/** Returns the query of one page, as `api.….list.queryOptions` does. */
export type PageQuery<Row> = (
  offset: number,
  limit: number,
) => Pick<UseQueryOptions<Page<Row>, Error, Page<Row>, QueryKey>, 'queryKey' | 'queryFn'>

/** A list that is loaded in parts. */
export interface Rows<Row> {
  /** Undefined until known. */
  total: number | undefined
  /** Returns the row at an index; undefined until it is loaded. */
  at(index: number): Row | undefined
  /** Loaded rows around those on screen. */
  loaded: readonly Row[]
  error: Error | null
  retry(): void
  /** Reads all rows of the list. */
  readAll(): Promise<readonly Row[]>
}

/** A list with its loaded pages of a hundred rows, by number. */
export interface PagedRows<Row> extends Rows<Row> {
  pages: ReadonlyMap<number, readonly Row[]>
  /** True while the total is still that of the list before. */
  isPrevious: boolean
}

const pageSize = 100

/** Loads a list in pages around the indexes on screen, from `first` to before `end`. */
export function useRows<Row>(query: PageQuery<Row>, { first, end }: { first: number; end: number }): PagedRows<Row> {
  const queryClient = useQueryClient()
  const count = useQuery({ ...query(0, pageSize), meta: { page: 0 }, placeholderData: keepPreviousData })
  const total = count.data?.total ?? undefined
  const last = Math.floor(Math.max(0, Math.min(end, total ?? 0) - 1) / pageSize)
  const from = Math.min(Math.floor(first / pageSize), last)
  const pages = Array.from({ length: last - from + 1 }, (_, index) => from + index)
  const results = useQueries({
    queries: pages.map((page) => ({
      ...query(page * pageSize, pageSize),
      meta: { page },
      // During a refetch a page keeps its rows. Rows of another page would be at the wrong indexes.
      placeholderData: (before: Page<Row> | undefined, of: Query<Page<Row>> | undefined) =>
        of?.meta?.page === page ? before : undefined,
    })),
  })
  const read = pages.flatMap((page, index): [number, Row[]][] => {
    const items = results[index]?.data?.items
    return items ? [[page, items]] : []
  })
  const at = (index: number) => results[Math.floor(index / pageSize) - from]?.data?.items[index % pageSize]
  return {
    total,
    isPrevious: count.isPlaceholderData,
    at,
    pages: new Map(read),
    loaded: read.flatMap(([, items]) => items),
    error: count.error ?? results.find((result) => result.error)?.error ?? null,
    retry: () => {
      void count.refetch()
      for (const result of results) if (result.error) void result.refetch()
    },
    readAll: () =>
      readAll(
        async (page) => (await queryClient.fetchQuery({ ...query(page.offset, page.limit), staleTime: 0 })).items,
        pageSize,
      ),
  }
}
