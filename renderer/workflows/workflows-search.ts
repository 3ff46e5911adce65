import { getRouteApi, useNavigate } from '@tanstack/react-router'
import { useMemo } from 'react'
import { z } from 'zod'
import { workflowSorts, workflowStatuses } from '../../shared/contract/workflows.ts'
import { orderFields, tableOrder } from '../components/table/table-order.ts'

/**
 * The filter and order of workflows, kept in the address. Names differ from those of the library, whose search is read
 * on every page.
 */
export const workflowsSearchSchema = z.object({
  named: z.string().max(200).optional().catch(undefined),
  status: z.enum(workflowStatuses).optional().catch(undefined),
  kind: z.enum(['template', 'workflow']).optional().catch(undefined),
  ...orderFields(workflowSorts),
})
export type WorkflowsSearch = z.infer<typeof workflowsSearchSchema>

const route = getRouteApi('/workflows')

/** Returns the search of this view, the filter for its list, and a function that changes parts of it. */
export function useWorkflowsSearch() {
  const { named, status, kind, by, order } = route.useSearch()
  const navigate = useNavigate()
  const filter = useMemo(
    () => ({
      ...(named ? { search: named } : {}),
      ...(status ? { status } : {}),
      ...(kind ? { is_template: kind === 'template' } : {}),
    }),
    [named, status, kind],
  )
  // Typing in the filter adds one entry to the history, not one for each letter.
  const change = (next: WorkflowsSearch) =>
    void navigate({
      to: '/workflows',
      search: { named, status, kind, by, order, ...next },
      replace: 'named' in next && Boolean(named),
    })
  const sorting = tableOrder({ by, order }, 'updated', change)
  return { search: { named, status, kind }, filter, sorting, change }
}
