import { getRouteApi } from '@tanstack/react-router'
import { useMemo } from 'react'
import { z } from 'zod'
import { type ImageFilter, type ImageSort, imageSorts } from '../../shared/contract/images.ts'
import { parseImageQuery } from '../../shared/query/image-query.ts'
import { longestQuery } from '../../shared/query/parse-query.ts'
import { type SortOrder, sortOrders } from '../../shared/sort-order.ts'

/** The selected image, the query and the order, kept in the address; `sort` there is that of the library. */
export const imagesSearchSchema = z.object({
  image: z.string().max(200).optional().catch(undefined),
  query: z.string().max(longestQuery).optional().catch(undefined),
  by: z.enum(imageSorts).optional().catch(undefined),
  order: z.enum(sortOrders).optional().catch(undefined),
})

const route = getRouteApi('/images')

/** Returns the selected image, the filter and the order of the list, and functions that change them. */
export function useImagesSearch() {
  const { image, query = '', by = 'added', order = 'desc' } = route.useSearch()
  const navigate = route.useNavigate()
  const filter = useMemo(
    // The search box says what is wrong with a text that is no query.
    (): ImageFilter => (query.trim() === '' || parseImageQuery(query).error ? {} : { query: query.trim() }),
    [query],
  )
  return {
    image,
    filter,
    sort: by,
    order,
    /** Selects an image, or none. */
    select: (id: string | undefined) => void navigate({ search: (now) => ({ ...now, image: id }), replace: true }),
    /** Changes the query; nothing is selected then. */
    changeQuery: (change: (text: string) => string) =>
      void navigate({
        search: ({ image: _, ...now }) => ({ ...now, query: change(query).trim() || undefined }),
        replace: true,
      }),
    changeOrder: ({ sort, order: to }: { sort: ImageSort; order: SortOrder }) =>
      void navigate({ search: (now) => ({ ...now, by: sort, order: to }), replace: true }),
  }
}
