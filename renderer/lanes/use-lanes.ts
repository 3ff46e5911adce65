import { useQuery } from '@tanstack/react-query'
import { useMemo } from 'react'
import type { Analyser } from '../../shared/contract/analysers.ts'
import type { Lane } from '../../shared/contract/analyses.ts'
import { api } from '../client.ts'
import { laneTitle } from './lane-words.ts'

const none: readonly Analyser[] = []

/** What can be run, and declarations of the library that cannot. Looked at again each time, as they are files. */
export function useAnalyserList() {
  return useQuery({ ...api.analysers.list.queryOptions(), staleTime: 0 })
}

/** What can be run; empty until it is known. */
export function useAnalysers(): readonly Analyser[] {
  return useQuery(api.analysers.list.queryOptions()).data?.items ?? none
}

/** The analyses of a take, those of one analyser together, the newest of them first. Undefined until they are known. */
export function useLanes(videoId: string) {
  const { data, error, refetch } = useQuery(api.analyses.ofVideo.queryOptions({ input: { id: videoId } }))
  const analysers = useAnalysers()
  const lanes = useMemo(() => data && inOrder(data, analysers), [data, analysers])
  return { lanes, analysers, error, retry: () => void refetch() }
}

/**
 * Has the library look at the file when the page of a take is opened: what it finds out (another content, no file) becomes the
 * state of the lanes. The answer itself is of no interest here.
 */
export function useLookAtFile(lanes: readonly Lane[] | undefined): void {
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
  const place = ({ name }: Lane) => {
    const index = analysers.findIndex((analyser) => analyser.name === name)
    return index === -1 ? analysers.length : index
  }
  return lanes.toSorted(
    (a, b) =>
      place(a) - place(b) ||
      laneTitle(a, analysers).localeCompare(laneTitle(b, analysers)) ||
      b.created_at - a.created_at ||
      b.id - a.id,
  )
}
