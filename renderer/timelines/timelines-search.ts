import { getRouteApi, useNavigate } from '@tanstack/react-router'
import { z } from 'zod'
import { timelineSorts } from '../../shared/contract/timelines.ts'
import { orderFields, tableOrder } from '../components/table/table-order.ts'

/** The order of this view, kept in the address. */
export const timelinesSearchSchema = z.object({
  ...orderFields(timelineSorts),
})

const route = getRouteApi('/timelines')

/** Returns the order of this view. */
export function useTimelinesOrder() {
  const { by, order } = route.useSearch()
  const navigate = useNavigate()
  return tableOrder({ by, order }, 'created', (search) => void navigate({ to: '/timelines', search }))
}
