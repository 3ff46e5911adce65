import { keepPreviousData, useQueries, useQuery, useQueryClient } from '@tanstack/react-query'
import { useCallback, useEffect, useRef, useState } from 'react'
import type { Video } from '../../shared/contract/videos.ts'
import { api, client } from '../client.ts'
import type { Filter } from './filter.ts'
import { sectionsOf, windowSize, windowsOf } from './windows.ts'

/** What is known of the list that is on screen. */
export interface Takes {
  /** The filter that this is the answer for; the wanted one may still be on its way. */
  filter: Filter
  /** Undefined until the first answer. */
  total: number | undefined
  /** What was read, by the index of its window. */
  pages: ReadonlyMap<number, readonly Video[]>
  /** The take at a rank, undefined while it is not read. */
  at(rank: number): Video | undefined
  error: Error | null
  retry(): void
}

/** The ranks that are on screen, to be read: from `first` to before `end`. */
export interface RankRange {
  first: number
  end: number
}

/** Ranks count from the end of what is shown (see ranks): the list is read the other way round. */
function fromEnd(filter: Filter) {
  return { ...filter, order: filter.order === 'asc' ? ('desc' as const) : ('asc' as const) }
}

function windowQuery(filter: Filter, window: number) {
  return api.videos.list.queryOptions({
    input: { ...fromEnd(filter), offset: window * windowSize, limit: windowSize },
  })
}

export function countQuery(filter: Filter) {
  return api.videos.list.queryOptions({ input: { ...fromEnd(filter), offset: 0, limit: 1 } })
}

/** What is shown: a filter, and the ranks of its list that are in sight, undefined for the newest. */
interface Shown {
  filter: Filter
  range: RankRange | undefined
}

/** Holds the old filter until the new list can be shown, so that typing never flashes an empty page. */
function useShown(filter: Filter, firstRange: () => RankRange | undefined) {
  const queryClient = useQueryClient()
  const [shown, setShown] = useState<Shown>(() => ({ filter, range: firstRange() }))
  const isShown = shown.filter === filter
  useEffect(() => {
    if (isShown) return
    let wanted = true
    const read = async () => {
      const { total } = await queryClient.fetchQuery(countQuery(filter))
      const newest = sectionsOf(total)[0]
      if (newest)
        await Promise.all(
          windowsOf(newest.first, newest.end).map((index) => queryClient.fetchQuery(windowQuery(filter, index))),
        )
    }
    // A failure is shown by the list itself, which asks again.
    void read()
      .catch(() => undefined)
      .then(() => wanted && setShown({ filter, range: undefined }))
    return () => {
      wanted = false
    }
  }, [filter, isShown, queryClient])
  const setRange = useCallback((range: RankRange) => setShown((now) => ({ ...now, range })), [])
  return [shown, setRange] as const
}

/**
 * The list for a filter (the same object as long as it is the same filter), read in windows around the range that was set
 * last, at first `firstRange`.
 */
export function useTakes(filter: Filter, firstRange: () => RankRange | undefined) {
  const [{ filter: ready, range }, setRange] = useShown(filter, firstRange)
  const count = useQuery({ ...countQuery(ready), placeholderData: keepPreviousData })
  const total = count.data?.total
  const newest = total === undefined ? undefined : sectionsOf(total)[0]
  const wanted = range && range.end > range.first ? range : newest
  const windows = total === undefined || !wanted ? [] : windowsOf(wanted.first, Math.min(wanted.end, total))
  const results = useQueries({ queries: windows.map((index) => windowQuery(ready, index)) })

  const pages = new Map<number, readonly Video[]>()
  for (const [place, index] of windows.entries()) {
    const items = results[place]?.data?.items
    if (items) pages.set(index, items)
  }
  // A refetch of several windows is shown when all of it is there; one by one the takes would jump between them.
  const isRefetching = count.isRefetching || results.some((result) => result.isRefetching)
  const now: Takes = {
    filter: ready,
    total,
    pages,
    at: (rank) => pages.get(Math.floor(rank / windowSize))?.[rank % windowSize],
    error: count.error ?? results.find((result) => result.error)?.error ?? null,
    retry: () => {
      void count.refetch()
      for (const result of results) if (result.error) void result.refetch()
    },
  }
  const takes = useSettled(now, isRefetching, [ready, total, ...windows, ...results.map((result) => result.data)])
  return [takes, setRange] as const
}

/** The newest settled value; the same object until one of `parts` changes. */
function useSettled(now: Takes, isRefetching: boolean, parts: unknown[]): Takes {
  const kept = useRef<{ takes: Takes; parts: unknown[] } | null>(null)
  const before = kept.current
  const isSame =
    before !== null &&
    before.takes.error === now.error &&
    before.parts.length === parts.length &&
    parts.every((part, index) => part === before.parts[index])
  const mayWait =
    isRefetching && before !== null && before.takes.filter === now.filter && before.takes.total !== undefined
  if (!isSame && !mayWait) kept.current = { takes: now, parts }
  return kept.current?.takes ?? now
}

const idsPerCall = 10_000

/** The ids of the ranks from `first` to before `end`, in as many calls as it takes. */
export async function readIds(filter: Filter, first: number, end: number): Promise<string[]> {
  const ids: string[] = []
  for (;;) {
    const limit = Math.min(idsPerCall, end - first - ids.length)
    if (limit <= 0) return ids
    const after = ids.at(-1)
    const page = after === undefined ? { offset: first } : { after }
    const more = await client.videos.ids({ ...fromEnd(filter), ...page, limit })
    if (more.length === 0) return ids
    ids.push(...more)
  }
}
