import { getRouteApi, useNavigate } from '@tanstack/react-router'
import { useMemo } from 'react'
import { z } from 'zod'
import { useComparedTakes } from '../state/compared-takes.ts'

/** The part of this view's address that says what is compared. */
export const comparisonFields = {
  /** Hashes of the compared configurations. */
  compare: z.array(z.string().max(300)).max(8).optional().catch(undefined),
  /** A query that the compared takes match. */
  takes: z.string().max(2000).optional().catch(undefined),
  /** True to compare the takes that were selected in the library. */
  selected: z.literal(true).optional().catch(undefined),
  /** Seconds. */
  tolerance: z.number().min(0).max(60).optional().catch(undefined),
  /** True if labels must agree; undefined for the default. */
  labels: z.boolean().optional().catch(undefined),
  /** Shows only takes with ranges of this value. */
  bin: z
    .object({ configuration: z.int(), value: z.string(), from: z.number(), to: z.number().nullable() })
    .optional()
    .catch(undefined),
}
const schema = z.object(comparisonFields)
export type ComparisonSearch = z.infer<typeof schema>

const route = getRouteApi('/analyses')

/** Returns what is compared, the input of its call, and a function that changes it. */
export function useComparisonSearch() {
  const { compare, takes, selected, tolerance, labels, bin, by } = route.useSearch()
  const navigate = useNavigate()
  const ids = useComparedTakes((state) => state.ids)
  const search = useMemo(
    () => ({ compare, takes, selected, tolerance, labels, bin }),
    [compare, takes, selected, tolerance, labels, bin],
  )
  const input = useMemo(
    () => ({
      config_hashes: [...(compare ?? [])],
      ...(selected ? { video_ids: [...ids] } : {}),
      ...(takes ? { query: takes } : {}),
      ...(tolerance === undefined ? {} : { tolerance_seconds: tolerance }),
      ...(labels === undefined ? {} : { ignore_labels: !labels }),
      ...(bin ? { bin } : {}),
      wait: false,
    }),
    [compare, selected, ids, takes, tolerance, labels, bin],
  )
  const change = (next: ComparisonSearch) =>
    void navigate({
      to: '/analyses',
      search: { ...search, ...(compare ? {} : { by }), ...next },
      replace: compare !== undefined,
    })
  return { search, input, change, selectedCount: ids.length }
}
