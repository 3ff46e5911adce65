import { useNavigate, useSearch } from '@tanstack/react-router'
import { useMemo } from 'react'
import { z } from 'zod'
import { workflowStatuses } from '../../shared/contract/workflows.ts'

/**
 * What narrows and sorts the list of workflows, as it stands in the address. The names differ from those of the library, whose
 * words are read on every page.
 */
export const workflowsSearchSchema = z.object({
  named: z.string().max(200).optional().catch(undefined),
  status: z.enum(workflowStatuses).optional().catch(undefined),
  by: z.enum(['executed', 'created', 'name']).optional().catch(undefined),
})
export type WorkflowsSearch = z.infer<typeof workflowsSearchSchema>

/** The search of this view, the list that it asks for, and a way to change some of it. */
export function useWorkflowsSearch() {
  const { named, status, by } = useSearch({ strict: false }) as WorkflowsSearch
  const navigate = useNavigate()
  const filter = useMemo(
    () => ({
      ...(named ? { search: named } : {}),
      ...(status ? { status } : {}),
      ...(by ? { sort: by } : {}),
      ...(by === 'name' ? { order: 'asc' as const } : {}),
    }),
    [named, status, by],
  )
  // Typing on is one step back, not one for each letter.
  const change = (next: WorkflowsSearch) =>
    void navigate({
      to: '/workflows',
      search: { named, status, by, ...next },
      replace: 'named' in next && Boolean(named),
    })
  return { search: { named, status, by }, filter, change }
}
