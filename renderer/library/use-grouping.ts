import { useQuery } from '@tanstack/react-query'
import { useSearch } from '@tanstack/react-router'
import { useMemo, useState } from 'react'
import {
  type VideoGroup,
  type VideoGroupSort,
  type VideoSort,
  videoGroupSorts,
} from '../../shared/contract/video-query.ts'
import { api } from '../client.ts'
import { type Filter, type LibrarySearch, searchSchema } from '../components/takes/library-search.ts'
import { useCollapsedGroups } from '../state/collapsed-groups.ts'
import { placeGroups, type TakeGroup } from './group-layout.ts'
import type { Takes } from './use-takes.ts'

/** The groups of a list; none if it is not grouped, or until they are counted. */
export interface Grouping {
  sort: VideoGroupSort | undefined
  groups: readonly TakeGroup[]
  /** The reason why the groups could not be counted. */
  error: Error | null
}

/** Returns the column that a list is grouped by, which is its sort; undefined if it is not grouped. */
export function useGroupSort(sort: VideoSort): VideoGroupSort | undefined {
  const isGrouped = useSearch({
    strict: false,
    select: (now: LibrarySearch) => searchSchema.parse(now).groups === true,
  })
  return isGrouped ? videoGroupSorts.find((one) => one === sort) : undefined
}

const none: readonly VideoGroup[] = []

function groupsQuery({ query, order = 'desc' }: Filter, sort: VideoGroupSort | undefined) {
  const input = { query, order, sort: sort ?? 'added' }
  return { ...api.videos.groups.queryOptions({ input }), enabled: sort !== undefined }
}

/**
 * Returns the groups of the list on screen, `filter` being that of the address. The groups of a list that is still
 * loading are counted meanwhile.
 */
export function useGrouping({ filter: shown, total = 0 }: Pick<Takes, 'filter' | 'total'>, filter: Filter): Grouping {
  const wanted = useGroupSort(filter.sort ?? 'added')
  const [last, setLast] = useState(wanted)
  const sort = shown === filter ? wanted : last
  // Set during rendering: the list before keeps its groups until the next one is on screen.
  if (sort !== last) setLast(sort)
  useQuery(groupsQuery(filter, wanted))
  const { data, error } = useQuery({
    ...groupsQuery(shown, sort),
    meta: { sort },
    // Groups of another order have no place in this one.
    placeholderData: (before, of) => (of?.meta?.sort === sort ? before : undefined),
  })
  const counted = sort === undefined ? none : (data ?? none)
  const collapsed = useCollapsedGroups()
  return useMemo(
    () => ({ sort, groups: sort ? placeGroups(total, counted, sort, collapsed) : [], error: sort ? error : null }),
    [sort, total, counted, collapsed, error],
  )
}
