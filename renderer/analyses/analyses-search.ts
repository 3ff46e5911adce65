import { getRouteApi, useNavigate } from '@tanstack/react-router'
import { useMemo } from 'react'
import { z } from 'zod'
import { analysisSorts, cacheStates } from '../../shared/contract/analyses.ts'
import { sortOrders } from '../../shared/sort-order.ts'
import { tableOrder } from '../components/table/table-order.ts'
import { comparisonFields } from './comparison-search.ts'

/** The filter and the order of this view, kept in the address. */
export const analysesSearchSchema = z.object({
  path: z.string().max(1000).optional().catch(undefined),
  state: z.enum(cacheStates).optional().catch(undefined),
  analyser: z.string().max(200).optional().catch(undefined),
  config: z.string().max(300).optional().catch(undefined),
  /** Groups analyses by configuration. */
  by: z.literal('configuration').optional().catch(undefined),
  ...comparisonFields,
  /** The column that the list is sorted by. */
  column: z.enum(analysisSorts).optional().catch(undefined),
  order: z.enum(sortOrders).optional().catch(undefined),
})
export type AnalysesSearch = z.infer<typeof analysesSearchSchema>

const route = getRouteApi('/analyses')

/**
 * Returns the search of this view, the filter for its list, and a function that changes it. Typing in the filter adds
 * one entry to the history, not one per letter.
 */
export function useAnalysesSearch() {
  const { path, state, analyser, config, by, column, order } = route.useSearch()
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
      search: { path, state, analyser, config, by, column, order, ...next },
      replace: 'path' in next && Boolean(path),
    })
  const sorting = tableOrder({ by: column, order }, 'created', ({ by: to, ...rest }) => change({ column: to, ...rest }))
  return { search: { path, state, analyser, config, by }, filter, sorting, change }
}
