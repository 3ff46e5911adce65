import { getRouteApi, useNavigate } from '@tanstack/react-router'
import { z } from 'zod'

/** The selected image, kept in the address. */
export const imagesSearchSchema = z.object({ image: z.string().max(200).optional().catch(undefined) })

const route = getRouteApi('/images')

/** Returns the id of the selected image and a function that selects another. */
export function useSelectedImage(): [id: string | undefined, select: (id: string | undefined) => void] {
  const { image } = route.useSearch()
  const navigate = useNavigate()
  return [image, (id) => void navigate({ to: '/images', search: { image: id }, replace: true })]
}
