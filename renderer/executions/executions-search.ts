import { getRouteApi, useNavigate } from '@tanstack/react-router'
import { useMemo } from 'react'
import { z } from 'zod'
import { executionSorts } from '../../shared/contract/executions.ts'
import { executionStatuses } from '../../shared/contract/workflows.ts'
import { orderFields, tableOrder } from '../components/table/table-order.ts'

/** The filter and the order of this view, kept in the address. */
export const executionsSearchSchema = z.object({
  state: z.enum(executionStatuses).optional().catch(undefined),
  of: z.string().max(200).optional().catch(undefined),
  ...orderFields(executionSorts),
})
export type ExecutionsSearch = z.infer<typeof executionsSearchSchema>

const route = getRouteApi('/executions')

/** Returns the search of this view, the filter for its list, and a function that changes parts of it. */
export function useExecutionsSearch() {
  const { state, of, by, order } = route.useSearch()
  const navigate = useNavigate()
  const filter = useMemo(
    () => ({ ...(state ? { status: state } : {}), ...(of ? { workflow_id: of } : {}) }),
    [state, of],
  )
  const change = (next: ExecutionsSearch) =>
    void navigate({ to: '/executions', search: { state, of, by, order, ...next } })
  const sorting = tableOrder({ by, order }, 'added', change)
  return { search: { state, of }, filter, sorting, change }
}
