import { useNavigate, useSearch } from '@tanstack/react-router'
import { useMemo } from 'react'
import { z } from 'zod'
import { cacheStates } from '../../shared/contract/analyses.ts'

/** What narrows the view of analyses, as it stands in the address. */
export const analysesSearchSchema = z.object({
  path: z.string().max(1000).optional().catch(undefined),
  state: z.enum(cacheStates).optional().catch(undefined),
  analyser: z.string().max(200).optional().catch(undefined),
  config: z.string().max(300).optional().catch(undefined),
  /** Shows configurations instead of analyses. */
  by: z.literal('configuration').optional().catch(undefined),
})
export type AnalysesSearch = z.infer<typeof analysesSearchSchema>

/** The search of this view, and a way to change some of it. Typing on is one step back, not one for each letter. */
export function useAnalysesSearch() {
  const { path, state, analyser, config, by } = useSearch({ strict: false }) as AnalysesSearch
  const navigate = useNavigate()
  const filter = useMemo(
    () => ({
      ...(path ? { path } : {}),
      ...(state ? { state } : {}),
      ...(analyser ? { name: analyser } : {}),
      ...(config ? { config_hash: config } : {}),
    }),
    [path, state, analyser, config],
  )
  const change = (next: AnalysesSearch) =>
    void navigate({
      to: '/analyses',
      search: { path, state, analyser, config, by, ...next },
      replace: 'path' in next && Boolean(path),
    })
  return { search: { path, state, analyser, config, by }, filter, change }
}
