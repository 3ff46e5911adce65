import { EventPublisher } from '@orpc/server'
import type { CoreEvent, Topic } from '../shared/contract/events.ts'

/** Announces commits and the progress of jobs. Topics that change within 50 ms are announced together. */
export interface Events {
  changed(topics: Iterable<Topic>): void
  emit(event: CoreEvent): void
  /** Yields all events from now on, until `signal` or `close`. A listener that is too slow loses the oldest. */
  listen(signal?: AbortSignal): AsyncGenerator<CoreEvent>
  close(): void
}

const debounceMs = 50

/** Creates the events of one core. */
export function createEvents(): Events {
  const publisher = new EventPublisher<{ event: CoreEvent }>({ maxBufferedEvents: 1000 })
  const closed = new AbortController()
  const pending = new Set<Topic>()
  let timer: NodeJS.Timeout | undefined

  function flush(): void {
    timer = undefined
    const topics = [...pending]
    pending.clear()
    if (topics.length > 0) publisher.publish('event', { type: 'changed', topics })
  }

  async function* listen(signal?: AbortSignal): AsyncGenerator<CoreEvent> {
    const ended = signal ? AbortSignal.any([signal, closed.signal]) : closed.signal
    try {
      yield* publisher.subscribe('event', { signal: ended })
    } catch (error) {
      // Either side ending the subscription is not a failure.
      if (!ended.aborted) throw error
    }
  }

  return {
    listen,
    emit: (event) => publisher.publish('event', event),
    changed(topics) {
      for (const topic of topics) pending.add(topic)
      timer ??= setTimeout(flush, debounceMs)
    },
    close() {
      clearTimeout(timer)
      flush()
      closed.abort()
    },
  }
}
