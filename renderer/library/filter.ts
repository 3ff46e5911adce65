import { useNavigate, useRouterState, useSearch } from '@tanstack/react-router'
import { z } from 'zod'
import { sourceTypes } from '../../shared/contract/videos.ts'

/** What narrows the library, as it stands in the address: a reload, a link and the way back from a take keep it. */
export const searchSchema = z.object({
  q: z.string().max(200).optional().catch(undefined),
  source: z.enum(sourceTypes).optional().catch(undefined),
})
export type LibrarySearch = z.infer<typeof searchSchema>

/** The part of a `videos.list` query that filters. */
export interface Filter {
  name?: string
  source_type?: (typeof sourceTypes)[number]
}

export function toFilter({ q, source }: LibrarySearch): Filter {
  return { ...(q?.trim() ? { name: q.trim() } : {}), ...(source ? { source_type: source } : {}) }
}

export function useLibrarySearch(): LibrarySearch {
  return useSearch({ strict: false })
}

/** Whether the page of all takes is shown, not that of one. */
export function useIsLibrary(): boolean {
  return useRouterState({ select: (state) => state.location.pathname === '/' })
}

/**
 * Opens a take and keeps what narrows the library. From a take another one takes its place in the history, so that one step
 * back is always the list.
 */
export function useOpenTake(): (id: string) => void {
  const navigate = useNavigate()
  const replace = useRouterState({ select: (state) => state.location.pathname.startsWith('/videos/') })
  return (id) =>
    void navigate({
      to: '/videos/$id',
      params: { id },
      search: ({ q, source }: LibrarySearch) => ({ q, source }),
      replace,
    })
}
