import { getRouteApi, useNavigate } from '@tanstack/react-router'
import { useMemo } from 'react'
import { z } from 'zod'
import { farthestDistance } from '../../shared/contract/duplicates.ts'
import { keepChoices, keepNames } from './keep-choices.ts'

/** The state of this view that is kept in the address. */
export const duplicatesSearchSchema = z.object({
  distance: z.int().min(0).max(farthestDistance).optional().catch(undefined),
  keep: z.enum(keepNames).optional().catch(undefined),
  /** Shows exact copies or decisions instead of similar takes. */
  by: z.enum(['content', 'decided']).optional().catch(undefined),
})
export type DuplicatesSearch = z.infer<typeof duplicatesSearchSchema>

const defaultDistance = 4

const route = getRouteApi('/duplicates')

/**
 * Returns the search of this view and a function that changes it. A new distance replaces the history entry, so that
 * dragging the slider adds none.
 */
export function useDuplicatesSearch() {
  const { distance = defaultDistance, keep = 'resolution', by } = route.useSearch()
  const navigate = useNavigate()
  const grouping = useMemo(() => ({ distance, keep: [...keepChoices[keep].rules] }), [distance, keep])
  const change = (next: DuplicatesSearch) =>
    void navigate({ to: '/duplicates', search: { distance, keep, by, ...next }, replace: 'distance' in next })
  return { distance, keep, by, grouping, change }
}
