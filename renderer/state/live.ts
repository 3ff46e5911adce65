import { create } from 'zustand'
import type { CoreEvent, Topic } from '../../shared/contract/events.ts'
import type { Job } from '../../shared/contract/jobs.ts'
import { api, client, isRefused, queryClient } from '../client.ts'
import { awaitAnswers } from './undo.ts'
import { showWorking } from './working-files.ts'

/**
 * The connection to the library. `lost` is the time between the end of a subscription and the start of the next;
 * `refused` means that a server answers which was started after this page was opened, and so has another key, or that
 * does not accept the token. `reason` is the error of the last attempt.
 */
export const useConnection = create<{ state: 'connecting' | 'live' | 'lost' | 'refused'; reason?: unknown }>(() => ({
  state: 'connecting',
}))

/** Queries to refetch when a topic changes. The totals of a library depend on its videos. */
const keysOfTopic: Record<Topic, () => readonly unknown[][]> = {
  library: () => [[...api.library.get.key()], [...api.storage.key()], [...api.backups.key()]],
  videos: () => [
    [...api.videos.key()],
    [...api.library.get.key()],
    [...api.generations.key()],
    [...api.embedded.key()],
    [...api.lineage.key()],
    [...api.duplicates.key()],
    [...api.versions.key()],
    [...api.tags.key()],
    [...api.collections.key()],
    [...api.trash.key()],
    [...api.statistics.key()],
    [...api.workflows.archiveState.key()],
  ],
  jobs: () => [[...api.jobs.key()], [...api.backups.key()], [...api.verification.key()], [...api.statistics.key()]],
  analyses: () => [[...api.analyses.key()], [...api.statistics.key()]],
  processing: () => [[...api.processing.key()], [...api.lineage.key()], [...api.statistics.key()]],
  // Lists of videos can be filtered and searched by workflow.
  workflows: () => [
    [...api.workflows.key()],
    [...api.videos.key()],
    [...api.lineage.key()],
    [...api.trash.key()],
    [...api.statistics.key()],
  ],
  executions: () => [[...api.executions.key()], [...api.statistics.key()]],
  duplicates: () => [[...api.duplicates.key()]],
  // Images are shown at nodes of graphs and in lineages too.
  images: () => [
    [...api.images.key()],
    [...api.tags.key()],
    [...api.generations.key()],
    [...api.embedded.key()],
    [...api.workflows.key()],
    [...api.lineage.key()],
    [...api.trash.key()],
  ],
  media: () => [[...api.media.key()]],
  watched: () => [[...api.watched.key()]],
  sharing: () => [[...api.sharing.key()]],
  searches: () => [[...api.searches.key()]],
  // Lists of videos can be filtered by collection, and have its order.
  collections: () => [[...api.collections.key()], [...api.videos.key()]],
  trash: () => [[...api.trash.key()]],
  timelines: () => [[...api.timelines.key()], [...api.checkpoints.key()], [...api.trash.key()]],
  history: () => [[...api.history.key()]],
  policies: () => [[...api.policies.key()]],
  settings: () => [[...api.settings.key()]],
}

const refreshMilliseconds = 300
const longestPauseMilliseconds = 8000

/**
 * Refetches the queries below a key. A first fetch that has begun is not restarted and may answer from before the
 * change, so those queries are fetched a second time.
 */
async function refetch(queryKey: readonly unknown[] = []): Promise<void> {
  const begun = queryClient
    .getQueryCache()
    .findAll({ queryKey, fetchStatus: 'fetching', predicate: ({ state }) => state.data === undefined })
  await queryClient.invalidateQueries({ queryKey })
  if (begun.length > 0) await queryClient.invalidateQueries({ predicate: (query) => begun.includes(query) })
}

/**
 * Creates a function that refetches the queries below a key that are on screen, at most once in `refreshMilliseconds`:
 * an import announces changes many times a second. A round of refetches ends before the next begins, so that a slow
 * library gets fewer requests instead of ever more.
 */
function createRefresher(queryKey: readonly unknown[]): () => void {
  let isWaiting = false
  let isBusy = false
  const schedule = () => {
    if (isBusy || !isWaiting) return
    isBusy = true
    window.setTimeout(refresh, refreshMilliseconds)
  }
  const refresh = async () => {
    // A read before a change on screen is stored would show its old state again for a moment.
    await awaitAnswers()
    isWaiting = false
    await refetch(queryKey)
    isBusy = false
    schedule()
  }
  return () => {
    isWaiting = true
    schedule()
  }
}

/** Creates a function that refreshes what depends on topics. A slow list holds up no other query. */
function createTopicRefresher(): (topics: readonly Topic[]) => void {
  const refreshers = new Map<string, () => void>()
  return (topics) => {
    for (const queryKey of topics.flatMap((topic) => keysOfTopic[topic]())) {
      const name = JSON.stringify(queryKey)
      const refreshSoon = refreshers.get(name) ?? createRefresher(queryKey)
      refreshers.set(name, refreshSoon)
      refreshSoon()
    }
  }
}

/**
 * Puts a job into the query cache. Progress is too frequent to refetch, so the job of the event replaces the cached
 * one.
 */
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
  useConnection.setState({ state: 'live', reason: undefined })
  // Changes between the last subscription and this one were not announced.
  void refetch()
  for await (const event of events) onEvent(event)
}

let endPause: () => void = () => undefined

/** Subscribes at once if the page waits for the next attempt. */
export function reconnect(): void {
  endPause()
}

/** Resolves when the page is in view. */
function inView(): Promise<void> {
  return new Promise((resolve) => {
    if (!document.hidden) resolve()
    else document.addEventListener('visibilitychange', () => resolve(), { once: true })
  })
}

/**
 * Keeps the page up to date with a single subscription. After a failure it subscribes again, after increasing pauses,
 * so that a stopped server is not flooded; the first event resets the pause. A tab out of view has no subscription:
 * browsers open six connections to a server, so that the seventh tab would wait for ever.
 */
export async function followLibrary(): Promise<never> {
  const refreshSoon = createTopicRefresher()
  const isTab = window.rushes === undefined
  let pauseMilliseconds = 250
  for (;;) {
    if (isTab) await inView()
    const outOfView = new AbortController()
    const leave = () => outOfView.abort()
    if (isTab) document.addEventListener('visibilitychange', leave, { once: true })
    let reason: unknown
    try {
      await listenOnce(outOfView.signal, (event) => {
        pauseMilliseconds = 250
        if (event.type === 'changed') refreshSoon(event.topics)
        else {
          showJob(event.job)
          showWorking(event.job.id, event.working)
        }
      })
    } catch (error) {
      // The state shows the failure, and the next attempt tells whether it lasts.
      reason = error
    }
    document.removeEventListener('visibilitychange', leave)
    if (outOfView.signal.aborted) continue
    useConnection.setState({ state: isRefused(reason) ? 'refused' : 'lost', reason })
    await new Promise<void>((resolve) => {
      endPause = resolve
      window.setTimeout(resolve, pauseMilliseconds)
    })
    pauseMilliseconds = Math.min(longestPauseMilliseconds, pauseMilliseconds * 2)
  }
}
