import { useQuery } from '@tanstack/react-query'
import { useMemo } from 'react'
import type { Analyser } from '../../../shared/contract/analysers.ts'
import type { Lane } from '../../../shared/contract/analyses.ts'
import { api } from '../../client.ts'
import { laneTitle } from './lane-labels.ts'

const none: readonly Analyser[] = []

/**
 * Reads the analysers and the broken declarations. They are read again on each mount, because they are files whose
 * changes are not announced.
 */
export function useAnalyserList() {
  return useQuery({ ...api.analysers.list.queryOptions(), staleTime: 0, select: ofVideos })
}

/** Returns the analysers; empty until they are loaded. */
export function useAnalysers(): readonly Analyser[] {
  return useQuery({ ...api.analysers.list.queryOptions(), select: ofVideos }).data?.items ?? none
}

/** Leaves out the stages of pipelines, which run on timelines. */
function ofVideos<List extends { items: Analyser[] }>(list: List): List {
  return { ...list, items: list.items.filter(({ reads }) => reads === 'video') }
}

/** Reads the analyses of a take, grouped by analyser, newest first; undefined until they are loaded. */
export function useLanes(videoId: string) {
  const { data, error, refetch } = useQuery(api.analyses.ofVideo.queryOptions({ input: { id: videoId } }))
  const analysers = useAnalysers()
  const lanes = useMemo(() => data && inOrder(data, analysers), [data, analysers])
  return { lanes, analysers, error, retry: () => void refetch() }
}

/**
 * Makes the library check the file when the page of a take is opened. Changed or missing content becomes the state of
 * the lanes, which an event announces; the answer itself is not used.
 */
export function useFileCheck(lanes: readonly Lane[] | undefined): void {
  const [first] = lanes ?? []
  const { file_path = '', config_hash = '' } = first ?? {}
  useQuery({
    ...api.analyses.explain.queryOptions({ input: { file_path, config_hash } }),
    enabled: first !== undefined,
    staleTime: 0,
    refetchOnMount: 'always',
  })
}

function inOrder(lanes: readonly Lane[], analysers: readonly Analyser[]): Lane[] {
  const rank = ({ name }: Lane) => {
    const index = analysers.findIndex((analyser) => analyser.name === name)
    return index === -1 ? analysers.length : index
  }
  return lanes.toSorted(
    (a, b) =>
      rank(a) - rank(b) ||
      laneTitle(a, analysers).localeCompare(laneTitle(b, analysers)) ||
      b.created_at - a.created_at ||
      b.id - a.id,
  )
}
