import { useNavigate, useSearch } from '@tanstack/react-router'
import { useMemo } from 'react'
import { z } from 'zod'

/** What narrows the view of processing, as it stands in the address. */
export const processingSearchSchema = z.object({
  path: z.string().max(1000).optional().catch(undefined),
  action: z.string().max(200).optional().catch(undefined),
})
export type ProcessingSearch = z.infer<typeof processingSearchSchema>

/** The search of this view, and a way to change some of it. */
export function useProcessingSearch() {
  const { path, action } = useSearch({ strict: false }) as ProcessingSearch
  const navigate = useNavigate()
  const filter = useMemo(() => ({ ...(path ? { path } : {}), ...(action ? { action } : {}) }), [path, action])
  const change = (next: ProcessingSearch) =>
    void navigate({ to: '/processing', search: { path, action, ...next }, replace: 'path' in next && Boolean(path) })
  return { search: { path, action }, filter, change }
}
