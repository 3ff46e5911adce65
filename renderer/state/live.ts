import { create } from 'zustand'
import type { CoreEvent, Topic } from '../../shared/contract/events.ts'
import type { Job } from '../../shared/contract/jobs.ts'
import { api, client, queryClient } from '../client.ts'

/** Whether the library answers. `lost` from the first failed call of the subscription until the next one that works. */
export const useConnection = create<{ state: 'connecting' | 'live' | 'lost' }>(() => ({ state: 'connecting' }))

/** What shows rows of a topic. A library's totals are those of its videos. */
const keysOfTopic: Record<Topic, () => readonly unknown[][]> = {
  videos: () => [[...api.videos.key()], [...api.library.get.key()]],
  jobs: () => [[...api.jobs.key()]],
}

const refreshMilliseconds = 300
const longestPauseMilliseconds = 8000

/**
 * Gathers topics and refetches what is on screen of them, at most once in `refreshMilliseconds`. A round ends before the next
 * begins: a slow library is asked less often instead of being asked again before it could answer.
 */
function createRefresher() {
  const waiting = new Set<Topic>()
  let timer: number | undefined
  let busy = false
  const schedule = () => {
    if (busy || waiting.size === 0) return
    timer ??= window.setTimeout(refresh, refreshMilliseconds)
  }
  const refresh = async () => {
    timer = undefined
    busy = true
    const keys = [...waiting].flatMap((topic) => keysOfTopic[topic]())
    waiting.clear()
    await Promise.all(keys.map((queryKey) => queryClient.invalidateQueries({ queryKey })))
    busy = false
    schedule()
  }
  return {
    add(topics: readonly Topic[]) {
      for (const topic of topics) waiting.add(topic)
      schedule()
    },
    stop: () => window.clearTimeout(timer),
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

async function listenOnce(signal: AbortSignal, onEvent: (event: CoreEvent) => void): Promise<void> {
  const events = await client.events.subscribe(undefined, { signal })
  useConnection.setState({ state: 'live' })
  // What changed while nobody listened is unknown.
  void queryClient.invalidateQueries()
  for await (const event of events) onEvent(event)
}

function pause(milliseconds: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    const timer = window.setTimeout(resolve, milliseconds)
    signal.addEventListener('abort', () => {
      window.clearTimeout(timer)
      resolve()
    })
  })
}

/** Keeps the page up to date until `signal` aborts: the one subscription of the page, made again with growing pauses. */
export async function followLibrary(signal: AbortSignal): Promise<void> {
  const refresher = createRefresher()
  signal.addEventListener('abort', refresher.stop)
  let pauseMilliseconds = 250
  while (!signal.aborted) {
    try {
      await listenOnce(signal, (event) => {
        pauseMilliseconds = 250
        if (event.type === 'changed') refresher.add(event.topics)
        else showJob(event.job)
      })
    } catch {
      // Whatever broke it, the next attempt tells; the person sees the state below meanwhile.
    }
    if (signal.aborted) return
    useConnection.setState({ state: 'lost' })
    await pause(pauseMilliseconds, signal)
    pauseMilliseconds = Math.min(longestPauseMilliseconds, pauseMilliseconds * 2)
  }
}
