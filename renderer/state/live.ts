import { create } from 'zustand'
import type { CoreEvent, Topic } from '../../shared/contract/events.ts'
import type { Job } from '../../shared/contract/jobs.ts'
import { showWorking } from '../activity/working.ts'
import { api, client, queryClient } from '../client.ts'

/** Whether the library answers. `lost` from the first failed call of the subscription until the next one that works. */
export const useConnection = create<{ state: 'connecting' | 'live' | 'lost' }>(() => ({ state: 'connecting' }))

/** What shows rows of a topic. A library's totals are those of its videos. */
const keysOfTopic: Record<Topic, () => readonly unknown[][]> = {
  videos: () => [
    [...api.videos.key()],
    [...api.library.get.key()],
    [...api.generations.key()],
    [...api.embedded.key()],
    [...api.lineage.key()],
    [...api.duplicates.key()],
    [...api.versions.key()],
    [...api.tags.key()],
  ],
  jobs: () => [[...api.jobs.key()]],
  analyses: () => [[...api.analyses.key()]],
  processing: () => [[...api.processing.key()], [...api.lineage.key()]],
  // What is associated, and under which name, is shown of videos too; the search goes by it.
  workflows: () => [[...api.workflows.key()], [...api.videos.key()], [...api.lineage.key()]],
  executions: () => [[...api.executions.key()]],
  duplicates: () => [[...api.duplicates.key()]],
  // What was made from an image shows it: at nodes of graphs, in lineages.
  media: () => [[...api.media.key()], [...api.embedded.key()], [...api.workflows.key()], [...api.lineage.key()]],
  watched: () => [[...api.watched.key()]],
}

const refreshMilliseconds = 300
const longestPauseMilliseconds = 8000

/**
 * Gathers topics and refetches what is on screen of them, at most once in `refreshMilliseconds`. A round ends before the next
 * begins: a slow library is asked less often instead of being asked again before it could answer.
 */
function createRefresher() {
  const waiting = new Set<Topic>()
  let busy = false
  const schedule = () => {
    if (busy || waiting.size === 0) return
    busy = true
    window.setTimeout(refresh, refreshMilliseconds)
  }
  const refresh = async () => {
    const keys = [...waiting].flatMap((topic) => keysOfTopic[topic]())
    waiting.clear()
    await Promise.all(keys.map((queryKey) => queryClient.invalidateQueries({ queryKey })))
    busy = false
    schedule()
  }
  return (topics: readonly Topic[]) => {
    for (const topic of topics) waiting.add(topic)
    schedule()
  }
}

/** Progress comes too often to ask for it again: the job in the event replaces the one that is shown. */
export function showJob(job: Job): void {
  queryClient.setQueryData(api.jobs.get.queryKey({ input: { id: job.id } }), job)
  queryClient.setQueriesData<Job[]>({ queryKey: api.jobs.list.key() }, (list) => {
    if (!list) return list
    return list.some(({ id }) => id === job.id)
      ? list.map((other) => (other.id === job.id ? job : other))
      : [job, ...list]
  })
}

async function listenOnce(onEvent: (event: CoreEvent) => void): Promise<void> {
  const events = await client.events.subscribe()
  useConnection.setState({ state: 'live' })
  // What changed while nobody listened is unknown.
  void queryClient.invalidateQueries()
  for await (const event of events) onEvent(event)
}

/** Keeps the page up to date as long as it lives: its one subscription, made again with growing pauses. */
export async function followLibrary(): Promise<never> {
  const refreshSoon = createRefresher()
  let pauseMilliseconds = 250
  for (;;) {
    try {
      await listenOnce((event) => {
        pauseMilliseconds = 250
        if (event.type === 'changed') refreshSoon(event.topics)
        else {
          showJob(event.job)
          showWorking(event.job.id, event.working)
        }
      })
    } catch {
      // Whatever broke it, the next attempt tells; the person sees the state below meanwhile.
    }
    useConnection.setState({ state: 'lost' })
    await new Promise((resolve) => window.setTimeout(resolve, pauseMilliseconds))
    pauseMilliseconds = Math.min(longestPauseMilliseconds, pauseMilliseconds * 2)
  }
}
