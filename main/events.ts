import { EventPublisher } from '@orpc/server'
import type { CoreEvent, Topic } from '../shared/contract/events.ts'

/** Tells whoever listens what was committed and how jobs go on. Topics that change within 50 ms are told together. */
export interface Events {
  changed(topics: Iterable<Topic>): void
  emit(event: CoreEvent): void
  /** All events from now on, until `signal` or `close`. A listener that falls behind loses the oldest. */
  listen(signal?: AbortSignal): AsyncGenerator<CoreEvent>
  close(): void
}

const gatherMs = 50

/** Makes the events of one core. */
export function createEvents(): Events {
  const publisher = new EventPublisher<{ event: CoreEvent }>({ maxBufferedEvents: 1000 })
  const closed = new AbortController()
  const gathered = new Set<Topic>()
  let timer: NodeJS.Timeout | undefined

  function flush(): void {
    timer = undefined
    const topics = [...gathered]
    gathered.clear()
    if (topics.length > 0) publisher.publish('event', { type: 'changed', topics })
  }

  async function* listen(signal?: AbortSignal): AsyncGenerator<CoreEvent> {
    const ended = signal ? AbortSignal.any([signal, closed.signal]) : closed.signal
    try {
      yield* publisher.subscribe('event', { signal: ended })
    } catch (error) {
      // The end of listening, asked for by either side, is no failure.
      if (!ended.aborted) throw error
    }
  }

  return {
    listen,
    emit: (event) => publisher.publish('event', event),
    changed(topics) {
      for (const topic of topics) gathered.add(topic)
      timer ??= setTimeout(flush, gatherMs)
    },
    close() {
      clearTimeout(timer)
      flush()
      closed.abort()
    },
  }
}
