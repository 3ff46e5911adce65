import { useNavigate, useSearch } from '@tanstack/react-router'
import { z } from 'zod'

/** Which image is selected, as it stands in the address. */
export const imagesSearchSchema = z.object({ image: z.string().max(200).optional().catch(undefined) })

/** The selected image, and a way to select another. */
export function useSelectedImage(): [id: string | undefined, select: (id: string | undefined) => void] {
  const { image } = useSearch({ strict: false }) as z.infer<typeof imagesSearchSchema>
  const navigate = useNavigate()
  return [image, (id) => void navigate({ to: '/images', search: { image: id }, replace: true })]
}
