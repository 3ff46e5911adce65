import {
  keepPreviousData,
  type Query,
  type QueryKey,
  type UseQueryOptions,
  useQueries,
  useQuery,
} from '@tanstack/react-query'

/** A stretch of a list that is read by pages. */
interface Page<Row> {
  items: Row[]
  total: number
}

/** The query of one page, as `api.….list.queryOptions` makes it. */
export type PageQuery<Row> = (
  offset: number,
  limit: number,
) => Pick<UseQueryOptions<Page<Row>, Error, Page<Row>, QueryKey>, 'queryKey' | 'queryFn'>

/** What is known of a list. */
export interface Rows<Row> {
  /** Undefined until the first answer. */
  total: number | undefined
  /** The row at an index, undefined while it is not read. */
  at(index: number): Row | undefined
  /** Those that are read around what is on screen. */
  loaded: readonly Row[]
  error: Error | null
  retry(): void
}

/** The same with the pages of a hundred that are read, by their numbers. */
export interface PagedRows<Row> extends Rows<Row> {
  pages: ReadonlyMap<number, readonly Row[]>
}

const pageSize = 100

/** Reads a list in pages around the indices that are on screen, from `first` to before `end`. */
export function useRows<Row>(query: PageQuery<Row>, { first, end }: { first: number; end: number }): PagedRows<Row> {
  const count = useQuery({ ...query(0, pageSize), meta: { page: 0 }, placeholderData: keepPreviousData })
  const total = count.data?.total
  const last = Math.floor(Math.max(0, Math.min(end, total ?? 0) - 1) / pageSize)
  const from = Math.min(Math.floor(first / pageSize), last)
  const pages = Array.from({ length: last - from + 1 }, (_, index) => from + index)
  const results = useQueries({
    queries: pages.map((page) => ({
      ...query(page * pageSize, pageSize),
      meta: { page },
      // While a change is fetched the page shows what it had; rows of another page would stand in the wrong places.
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
    at,
    pages: new Map(read),
    loaded: read.flatMap(([, items]) => items),
    error: count.error ?? results.find((result) => result.error)?.error ?? null,
    retry: () => {
      void count.refetch()
      for (const result of results) if (result.error) void result.refetch()
    },
  }
}
