import { getRouteApi, useNavigate } from '@tanstack/react-router'
import { useMemo } from 'react'
import { z } from 'zod'
import type { ImageFilter } from '../../shared/contract/images.ts'
import { aiFilters } from '../../shared/generation/ai-evidence.ts'

/** The selected image and the filter, kept in the address; `search` and `model` there are those of the library. */
export const imagesSearchSchema = z.object({
  image: z.string().max(200).optional().catch(undefined),
  words: z.string().max(1000).optional().catch(undefined),
  by: z.string().max(1000).optional().catch(undefined),
  ai: z.enum(aiFilters).optional().catch(undefined),
})

const route = getRouteApi('/images')

/** Returns the selected image, the filter for the list, and functions that change them. */
export function useImagesSearch() {
  const { image, words, by, ai } = route.useSearch()
  const navigate = useNavigate()
  const filter = useMemo(
    (): ImageFilter => ({ ...(words && { search: words }), ...(by && { model: by }), ...(ai && { ai }) }),
    [words, by, ai],
  )
  return {
    image,
    filter,
    /** Selects an image, or none. */
    select: (id: string | undefined) =>
      void navigate({ to: '/images', search: (now) => ({ ...now, image: id }), replace: true }),
    /** Changes parts of the filter; nothing is selected then. */
    change: (next: ImageFilter) =>
      void navigate({ to: '/images', search: addressOf({ ...filter, ...next }), replace: true }),
  }
}

/** Returns a filter as the address has it, without empty texts. */
function addressOf({ search, model, ai }: ImageFilter) {
  return { ...(search && { words: search }), ...(model && { by: model }), ...(ai && { ai }) }
}
