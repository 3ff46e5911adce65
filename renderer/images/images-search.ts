import { getRouteApi, useNavigate } from '@tanstack/react-router'
import { useMemo } from 'react'
import { z } from 'zod'
import type { ImageFilter } from '../../shared/contract/images.ts'

/** The selected image and the filter, kept in the address. */
export const imagesSearchSchema = z.object({
  image: z.string().max(200).optional().catch(undefined),
  search: z.string().max(1000).optional().catch(undefined),
  model: z.string().max(1000).optional().catch(undefined),
})

const route = getRouteApi('/images')

/** Returns the selected image, the filter for the list, and functions that change them. */
export function useImagesSearch() {
  const { image, search, model } = route.useSearch()
  const navigate = useNavigate()
  const filter = useMemo((): ImageFilter => ({ ...(search && { search }), ...(model && { model }) }), [search, model])
  return {
    image,
    filter,
    /** Selects an image, or none. */
    select: (id: string | undefined) =>
      void navigate({ to: '/images', search: (now) => ({ ...now, image: id }), replace: true }),
    /** Changes parts of the filter; nothing is selected then. */
    change: (next: ImageFilter) =>
      void navigate({ to: '/images', search: cleared({ ...filter, ...next }), replace: true }),
  }
}

/** Returns the filter without empty texts, so that they are not in the address. */
function cleared({ search, model }: ImageFilter): ImageFilter {
  return { ...(search && { search }), ...(model && { model }) }
}
