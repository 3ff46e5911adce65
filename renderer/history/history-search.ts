import { getRouteApi, useNavigate } from '@tanstack/react-router'
import { useMemo } from 'react'
import { z } from 'zod'

/** The filter and the order of this view, kept in the address: a take, an author and a day, local. */
export const historySearchSchema = z.object({
  of: z.string().max(200).optional().catch(undefined),
  by: z.string().max(400).optional().catch(undefined),
  day: z
    .string()
    .regex(/^\d{4}-\d\d-\d\d$/)
    .optional()
    .catch(undefined),
  order: z.literal('asc').optional().catch(undefined),
})
export type HistorySearch = z.infer<typeof historySearchSchema>

const route = getRouteApi('/history')

/** Returns the search of this view, the filter for its list, and a function that changes parts of it. */
export function useHistorySearch() {
  const { of, by, day, order } = route.useSearch()
  const navigate = useNavigate()
  const filter = useMemo(() => {
    const [author, user_id] = by?.split(' ', 2) ?? []
    return {
      ...(of ? { video_id: of } : {}),
      ...(author ? { author } : {}),
      ...(user_id ? { user_id } : {}),
      ...(day ? timesOf(day) : {}),
    }
  }, [of, by, day])
  const change = (next: HistorySearch) => void navigate({ to: '/history', search: { of, by, day, order, ...next } })
  return { search: { of, by, day, order }, filter, change }
}

/** Returns the start and the end of a local day as timestamps of the database. */
function timesOf(day: string): { since: string; until: string } {
  const start = new Date(`${day}T00:00:00`)
  const end = new Date(start.getFullYear(), start.getMonth(), start.getDate() + 1)
  const timestamp = (date: Date) => date.toISOString().slice(0, 19).replace('T', ' ')
  return { since: timestamp(start), until: timestamp(end) }
}
