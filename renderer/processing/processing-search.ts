import { getRouteApi, useNavigate } from '@tanstack/react-router'
import { useMemo } from 'react'
import { z } from 'zod'
import { processingSorts } from '../../shared/contract/processing.ts'
import { orderFields, tableOrder } from '../components/table/table-order.ts'

/** The filter and the order of this view, kept in the address. */
export const processingSearchSchema = z.object({
  path: z.string().max(1000).optional().catch(undefined),
  action: z.string().max(200).optional().catch(undefined),
  ...orderFields(processingSorts),
})
export type ProcessingSearch = z.infer<typeof processingSearchSchema>

const route = getRouteApi('/processing')

/** Returns the search of this view, the filter for its list, and a function that changes parts of it. */
export function useProcessingSearch() {
  const { path, action, by, order } = route.useSearch()
  const navigate = useNavigate()
  const filter = useMemo(() => ({ ...(path ? { path } : {}), ...(action ? { action } : {}) }), [path, action])
  const change = (next: ProcessingSearch) =>
    void navigate({
      to: '/processing',
      search: { path, action, by, order, ...next },
      replace: 'path' in next && Boolean(path),
    })
  const sorting = tableOrder({ by, order }, 'created', change)
  return { search: { path, action }, filter, sorting, change }
}
