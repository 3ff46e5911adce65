import { getRouteApi, useNavigate } from '@tanstack/react-router'
import { useMemo } from 'react'
import { z } from 'zod'
import { executionStatuses } from '../../shared/contract/workflows.ts'

/** The filter of this view, kept in the address. */
export const executionsSearchSchema = z.object({
  state: z.enum(executionStatuses).optional().catch(undefined),
  of: z.string().max(200).optional().catch(undefined),
})
export type ExecutionsSearch = z.infer<typeof executionsSearchSchema>

const route = getRouteApi('/executions')

/** Returns the search of this view, the filter for its list, and a function that changes parts of it. */
export function useExecutionsSearch() {
  const { state, of } = route.useSearch()
  const navigate = useNavigate()
  const filter = useMemo(
    () => ({ ...(state ? { status: state } : {}), ...(of ? { workflow_id: of } : {}) }),
    [state, of],
  )
  const change = (next: ExecutionsSearch) => void navigate({ to: '/executions', search: { state, of, ...next } })
  return { search: { state, of }, filter, change }
}
