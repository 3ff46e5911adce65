import { useNavigate, useSearch } from '@tanstack/react-router'
import { useMemo } from 'react'
import { z } from 'zod'
import { executionStatuses } from '../../shared/contract/workflows.ts'

/** What narrows the view of executions, as it stands in the address. */
export const executionsSearchSchema = z.object({
  state: z.enum(executionStatuses).optional().catch(undefined),
  of: z.string().max(200).optional().catch(undefined),
})
export type ExecutionsSearch = z.infer<typeof executionsSearchSchema>

/** The search of this view, the list that it asks for, and a way to change some of it. */
export function useExecutionsSearch() {
  const { state, of } = useSearch({ strict: false }) as ExecutionsSearch
  const navigate = useNavigate()
  const filter = useMemo(
    () => ({ ...(state ? { status: state } : {}), ...(of ? { workflow_id: of } : {}) }),
    [state, of],
  )
  const change = (next: ExecutionsSearch) => void navigate({ to: '/executions', search: { state, of, ...next } })
  return { search: { state, of }, filter, change }
}
