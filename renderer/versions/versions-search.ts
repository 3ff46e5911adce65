import { getRouteApi, useNavigate } from '@tanstack/react-router'
import { z } from 'zod'
import { versionSorts } from '../../shared/contract/versions.ts'
import { orderFields, tableOrder } from '../components/table/table-order.ts'

/** The order of this view, kept in the address. */
export const versionsSearchSchema = z.object({
  ...orderFields(versionSorts),
})

const route = getRouteApi('/versions')

/** Returns the order of this view. */
export function useVersionsOrder() {
  const { by, order } = route.useSearch()
  const navigate = useNavigate()
  return tableOrder({ by, order }, 'found', (search) => void navigate({ to: '/versions', search }))
}
