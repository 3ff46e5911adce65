import { useInfiniteQuery } from '@tanstack/react-query'
import { useMemo } from 'react'
import { api } from '../client.ts'

const pageSize = 200

/** The images of the library, newest first, as far as they were read; `more` reads on. */
export function useImages() {
  const query = useInfiniteQuery(
    api.media.list.infiniteOptions({
      input: (offset: number) => ({ offset, limit: pageSize }),
      initialPageParam: 0,
      getNextPageParam: (last, pages) => {
        const read = pages.reduce((sum, { items }) => sum + items.length, 0)
        return read < last.total && last.items.length > 0 ? read : undefined
      },
    }),
  )
  const { data, error, hasNextPage, isFetchingNextPage, fetchNextPage, refetch } = query
  // What came in while pages were read stands in two of them.
  const images = useMemo(
    () => [...new Map(data?.pages.flatMap(({ items }) => items).map((image) => [image.id, image])).values()],
    [data],
  )
  return {
    images,
    total: data?.pages.at(-1)?.total,
    error,
    retry: () => void refetch(),
    more: () => {
      if (hasNextPage && !isFetchingNextPage) void fetchNextPage()
    },
  }
}
