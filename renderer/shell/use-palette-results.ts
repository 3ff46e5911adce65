import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { longestQuery, parseQuery } from '../../shared/query/parse-query.ts'
import { queryOfFilter } from '../../shared/query/query-of-filter.ts'
import { api } from '../client.ts'

const most = { takes: 6, others: 4 }

/**
 * Returns what the library has for a typed text: takes by the search language, or by its words where it is no query;
 * images, workflows, tags; the last runs of the first workflow. Each part is on screen as soon as it has arrived.
 */
export function usePaletteResults(text: string) {
  const enabled = text !== ''
  const query = text.length > longestQuery || parseQuery(text).error ? queryOfFilter({ search: text }) : text
  const search = text.slice(0, 200)
  const others = { search, limit: most.others }
  const options = { enabled, placeholderData: keepPreviousData }
  const takes = useQuery({
    ...api.videos.list.queryOptions({ input: { query, limit: most.takes, count: false } }),
    ...options,
    enabled: enabled && query !== '',
  })
  const images = useQuery({ ...api.images.list.queryOptions({ input: others }), ...options })
  const workflows = useQuery({ ...api.workflows.list.queryOptions({ input: others }), ...options })
  const tags = useQuery({ ...api.tags.list.queryOptions({ input: { ...others, of: 'video' } }), ...options })
  const [first] = enabled ? (workflows.data?.items ?? []) : []
  const runs = useQuery({
    ...api.executions.list.queryOptions({ input: { workflow_id: first?.id ?? '', limit: most.others } }),
    ...options,
    enabled: first !== undefined,
  })
  const all = [takes, images, workflows, tags]
  return {
    takes: enabled && query !== '' ? (takes.data?.items ?? []) : [],
    images: enabled ? (images.data?.items ?? []) : [],
    workflows: enabled ? (workflows.data?.items ?? []) : [],
    tags: enabled ? (tags.data?.items ?? []) : [],
    runs: first ? (runs.data?.items ?? []) : [],
    isAsking: enabled && all.some(({ isFetching }) => isFetching),
  }
}
