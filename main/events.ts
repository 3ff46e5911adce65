import { randomUUID } from 'node:crypto'
import { EventPublisher } from '@orpc/server'
import { topics as allTopics, type CoreEvent, type Topic } from '../shared/contract/events.ts'

/** Announces commits and the progress of jobs. Topics that change within 50 ms are announced together. */
export interface Events {
  changed(topics: Iterable<Topic>): void
  emit(event: CoreEvent): void
  /**
   * Yields all events from now on, until `signal` or `close`. A listener that is too slow loses the oldest, and is told
   * that all changed.
   */
  listen(signal?: AbortSignal): AsyncGenerator<CoreEvent>
  /**
   * Yields events with their ids, first those since the one with the id `after`. Where some are no longer known,
   * because they are too old, the process is another one, or the listener is too slow, all topics count as changed.
   */
  follow(signal?: AbortSignal, after?: string): AsyncGenerator<IdentifiedEvent>
  /** Returns the id of the last event, from which a listener that comes later can follow. */
  lastId(): string
  close(): void
}

export interface IdentifiedEvent {
  /** The run of this process and the number of the event in it. */
  id: string
  event: CoreEvent
}

interface NumberedEvent {
  number: number
  event: CoreEvent
}

const debounceMs = 50
/** Events that are kept for listeners that come back, and that wait for a slow one. */
const mostKept = 1000

/** Creates the events of one core. */
export function createEvents(): Events {
  const publisher = new EventPublisher<{ event: NumberedEvent }>({ maxBufferedEvents: mostKept })
  const run = randomUUID()
  const kept: NumberedEvent[] = []
  let last = 0
  const closed = new AbortController()
  const pending = new Set<Topic>()
  let timer: NodeJS.Timeout | undefined

  function flush(): void {
    timer = undefined
    const topics = [...pending]
    pending.clear()
    if (topics.length > 0) publish({ type: 'changed', topics })
  }

  function publish(event: CoreEvent): void {
    const numbered = { number: ++last, event }
    kept.push(numbered)
    if (kept.length > mostKept) kept.shift()
    publisher.publish('event', numbered)
  }

  /** Returns the number of an event of this run; undefined for an id of another one. */
  function numberOf(id: string): number | undefined {
    const number = id.startsWith(`${run}.`) ? Number(id.slice(run.length + 1)) : Number.NaN
    return Number.isInteger(number) && number <= last ? number : undefined
  }

  async function* follow(signal?: AbortSignal, after?: string): AsyncGenerator<IdentifiedEvent> {
    const ended = signal ? AbortSignal.any([signal, closed.signal]) : closed.signal
    // Before the kept events are read, so that none is lost between the two.
    const coming = publisher.subscribe('event', { signal: ended })
    const identified = ({ number, event }: NumberedEvent) => ({ id: `${run}.${number}`, event })
    const everything: CoreEvent = { type: 'changed', topics: [...allTopics] }
    let seen = after === undefined ? last : (numberOf(after) ?? Number.NEGATIVE_INFINITY)
    const missed = kept.filter(({ number }) => number > seen)
    if (after !== undefined && (missed[0]?.number ?? last + 1) > seen + 1) {
      seen = last
      yield identified({ number: last, event: everything })
    } else {
      for (const one of missed) {
        seen = one.number
        yield identified(one)
      }
    }
    try {
      for await (const one of coming) {
        if (one.number <= seen) continue
        if (one.number > seen + 1) yield identified({ number: one.number - 1, event: everything })
        seen = one.number
        yield identified(one)
      }
    } catch (error) {
      // Either side ending the subscription is not a failure.
      if (!ended.aborted) throw error
    }
  }

  async function* listen(signal?: AbortSignal): AsyncGenerator<CoreEvent> {
    for await (const { event } of follow(signal)) yield event
  }

  return {
    listen,
    follow,
    lastId: () => `${run}.${last}`,
    emit: publish,
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
