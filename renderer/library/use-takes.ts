import { keepPreviousData, useQueries, useQuery, useQueryClient } from '@tanstack/react-query'
import { useCallback, useEffect, useState } from 'react'
import type { Video } from '../../shared/contract/videos.ts'
import { client } from '../client.ts'
import { windowSize } from '../components/grid/rank-windows.ts'
import type { Filter } from '../components/takes/library-search.ts'
import {
  countQuery,
  fromEnd,
  isNewestRead,
  newestWindows,
  readNewest,
  windowQuery,
} from '../components/takes/newest-takes.ts'

/** The loaded part of the list on screen. */
export interface Takes {
  /** Filter of this list. The list of the one in the address may still be loading. */
  filter: Filter
  /** Undefined until known. */
  total: number | undefined
  /** Loaded takes by the index of their window. */
  pages: ReadonlyMap<number, readonly Video[]>
  /** Returns the take at a rank; undefined until it is loaded. */
  at(rank: number): Video | undefined
  error: Error | null
  retry(): void
}

/** The props of a view of takes: what it shows, and what it calls when other windows are on screen. */
export interface TakesViewProps {
  takes: Takes
  onWindows(windows: readonly number[]): void
}

type FirstWindows = () => readonly number[] | undefined

/** A filter and the windows of its list that are on screen, oldest first; undefined for the newest. */
interface Shown {
  filter: Filter
  windows: readonly number[] | undefined
}

/**
 * Returns the filter to show: the previous one until the first windows of the new list are loaded, so that typing never
 * shows an empty page for a moment.
 */
function useShown(filter: Filter, firstWindows: FirstWindows) {
  const queryClient = useQueryClient()
  const [shown, setShown] = useState<Shown>(() => ({ filter, windows: firstWindows() }))
  const isShown = shown.filter === filter
  // Set during rendering, so that a list that is here already is not drawn after the one before.
  if (!isShown && isNewestRead(queryClient, filter)) setShown({ filter, windows: undefined })
  useEffect(() => {
    if (isShown) return
    let wanted = true
    // Errors are ignored here: the list fetches again and shows them.
    void readNewest(queryClient, filter)
      .catch(() => undefined)
      .then(() => wanted && setShown({ filter, windows: undefined }))
    return () => {
      wanted = false
    }
  }, [filter, isShown, queryClient])
  const setWindows = useCallback((windows: readonly number[]) => setShown((now) => ({ ...now, windows })), [])
  return [shown, setWindows] as const
}

/**
 * Returns the list for a filter, with the windows (see windows) that were set last, at first `firstWindows`. An
 * unchanged filter must be the same object.
 */
export function useTakes(filter: Filter, firstWindows: FirstWindows) {
  const [{ filter: ready, windows: wanted }, setWindows] = useShown(filter, firstWindows)
  const count = useQuery({ ...countQuery(ready), placeholderData: keepPreviousData })
  const total = count.data?.total
  const windows = total === undefined ? [] : (wanted ?? newestWindows(total)).filter((it) => it * windowSize < total)
  const results = useQueries({ queries: windows.map((index) => windowQuery(ready, index)) })

  const pages = new Map<number, readonly Video[]>()
  for (const [position, index] of windows.entries()) {
    const items = results[position]?.data?.items
    if (items) pages.set(index, items)
  }
  // Refetched windows are shown together: if they were replaced one by one, takes would be missing or duplicated at
  // their borders.
  const isRefetching = count.isRefetching || results.some((result) => result.isRefetching)
  const now: Takes = {
    filter: ready,
    total,
    ...loaded(pages),
    error: count.error ?? results.find((result) => result.error)?.error ?? null,
    retry: () => {
      void count.refetch()
      for (const result of results) if (result.error) void result.refetch()
    },
  }
  const takes = useSettled(now, isRefetching, [ready, total, ...windows, ...results.map((result) => result.data)])
  return [takes, setWindows] as const
}

/** Returns the part of a list that `pages` hold, by the index of their window. */
function loaded(pages: Takes['pages']): Pick<Takes, 'pages' | 'at'> {
  return { pages, at: (rank) => pages.get(Math.floor(rank / windowSize))?.[rank % windowSize] }
}

/**
 * Returns the newest complete list; the same object until one of `parts` changes. While it is fetched again, the one
 * before stays, with the windows that come into view meanwhile. It is kept in state that is set during rendering, not
 * in a ref, because React may discard a render, but not what it wrote to a ref.
 */
function useSettled(now: Takes, isRefetching: boolean, parts: unknown[]): Takes {
  const [settled, setSettled] = useState({ takes: now, parts })
  const { takes } = settled
  const isSame =
    takes.error === now.error &&
    settled.parts.length === parts.length &&
    parts.every((part, index) => part === settled.parts[index])
  if (isSame) return takes
  const mayWait = isRefetching && takes.filter === now.filter && takes.total !== undefined
  if (mayWait && [...now.pages.keys()].every((index) => takes.pages.has(index))) return takes
  const next = mayWait
    ? { takes: { ...takes, ...loaded(new Map([...now.pages, ...takes.pages])) }, parts: settled.parts }
    : { takes: now, parts }
  setSettled(next)
  return next.takes
}

const idsPerCall = 10_000

/** Returns the ids of the ranks from `first` to before `end`, in as many calls as needed. */
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

const takesPerCall = 1000

/** Reads the takes of a list that are wanted, in its order, until there are `count`. */
export async function readTakes(filter: Filter, isWanted: (video: Video) => boolean, count: number): Promise<Video[]> {
  const found: Video[] = []
  let after: string | undefined
  while (found.length < count) {
    const { items } = await client.videos.list({ ...filter, after, limit: takesPerCall, count: false })
    found.push(...items.filter(isWanted))
    after = items.at(-1)?.id
    if (items.length < takesPerCall) break
  }
  return found
}
