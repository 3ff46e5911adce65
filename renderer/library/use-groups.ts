import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { type VideoGroup, type VideoGroupSort, videoGroupSorts } from '../../shared/contract/video-query.ts'
import { api } from '../client.ts'
import type { Filter } from '../components/takes/library-search.ts'
import { useView } from '../state/view.ts'

/** Returns the column that a list is grouped by, the one that it is sorted by; undefined if it is not grouped. */
export function useGroupSort({ sort = 'added' }: Filter): VideoGroupSort | undefined {
  const isGrouped = useView((view) => view.groupsTakes && view.layout === 'list')
  return isGrouped ? videoGroupSorts.find((one) => one === sort) : undefined
}

const none: readonly VideoGroup[] = []

/** Returns the groups of a list in its order; none if it is not grouped, or until they are counted. */
export function useGroups({ query, order = 'desc' }: Filter, sort: VideoGroupSort | undefined): readonly VideoGroup[] {
  const { data } = useQuery({
    ...api.videos.groups.queryOptions({ input: { query, order, sort: sort ?? 'added' } }),
    enabled: sort !== undefined,
    placeholderData: keepPreviousData,
  })
  return sort === undefined ? none : (data ?? none)
}
