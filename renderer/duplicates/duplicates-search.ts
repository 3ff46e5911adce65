import { useNavigate, useSearch } from '@tanstack/react-router'
import { useMemo } from 'react'
import { z } from 'zod'
import { farthestDistance } from '../../shared/contract/duplicates.ts'
import { keepChoices, keepNames } from './keep-choices.ts'

/** What the desk shows, as it stands in the address. */
export const duplicatesSearchSchema = z.object({
  distance: z.int().min(0).max(farthestDistance).optional().catch(undefined),
  keep: z.enum(keepNames).optional().catch(undefined),
  /** Shows contents that lie at several places, or what was decided, instead of takes that look alike. */
  by: z.enum(['content', 'decided']).optional().catch(undefined),
})
export type DuplicatesSearch = z.infer<typeof duplicatesSearchSchema>

const usualDistance = 4

/** The search of this view, and a way to change some of it. Sliding on is one step back, not one for each notch. */
export function useDuplicatesSearch() {
  const { distance = usualDistance, keep = 'resolution', by } = useSearch({ strict: false }) as DuplicatesSearch
  const navigate = useNavigate()
  const grouping = useMemo(() => ({ distance, keep: [...keepChoices[keep].rules] }), [distance, keep])
  const change = (next: DuplicatesSearch) =>
    void navigate({ to: '/duplicates', search: { distance, keep, by, ...next }, replace: 'distance' in next })
  return { distance, keep, by, grouping, change }
}
