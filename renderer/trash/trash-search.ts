import { getRouteApi, useNavigate } from '@tanstack/react-router'
import { z } from 'zod'
import { trashSorts } from '../../shared/contract/trash.ts'
import { orderFields, tableOrder } from '../components/table/table-order.ts'

/** The order of this view, kept in the address. */
export const trashSearchSchema = z.object(orderFields(trashSorts))

const route = getRouteApi('/trash')

/** Returns the order of this view, and a function that changes it. */
export function useTrashOrder() {
  const { by, order } = route.useSearch()
  const navigate = useNavigate()
  return tableOrder({ by, order }, 'removed', (next) => void navigate({ to: '/trash', search: next }))
}
