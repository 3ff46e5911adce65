import { setTimeout as pause } from 'node:timers/promises'
import { topics } from '../../../shared/contract/events.ts'
import type { Delivery } from '../../../shared/contract/webhooks.ts'
import { messageOf } from '../../../shared/errors.ts'
import type { Core } from '../../core.ts'
import { toTimestamp } from '../../database/connection/timestamp.ts'
import type { IdentifiedEvent } from '../../events.ts'
import type { WebhookAddress } from '../../storage/webhook-files.ts'
import { post } from './post.ts'
import { signMessage } from './sign-message.ts'

/** Times in milliseconds. */
export const webhookTimes = {
  /** Between two polls for added and removed webhooks, also by other processes. */
  poll: 2000,
  /** Least time between two messages; events that come meanwhile are one message. */
  between: 1000,
  /** Until the second attempt; doubled with each further one. */
  retry: 5000,
  /** Longest time between two attempts. */
  longestRetry: 3_600_000,
}

/** Most events of a message, and most that wait; more are replaced by one that says that all changed. */
const mostEvents = 100
const mostWaiting = 500
/** Number of deliveries that are kept to show. */
const mostDeliveries = 20

/**
 * Sends the events of the library to its webhooks, in their order and each until it is accepted, while this process is
 * the one that sends. After a restart, it goes on after the last event that was accepted.
 */
export function sendWebhooks(core: Core, times = webhookTimes): { close(): Promise<void> } {
  const { webhooks } = core.credentials
  const running = new Map<string, { stop: AbortController; ended: Promise<void> }>()

  function start(address: WebhookAddress): void {
    const stop = new AbortController()
    const ended = follow(core, address, times, stop.signal).catch((error) => {
      if (!stop.signal.aborted) core.log.warn('webhook failed', { id: address.id, error: String(error) })
      // The next poll starts it again.
      running.delete(address.id)
    })
    running.set(address.id, { stop, ended })
  }

  async function adjust(): Promise<void> {
    const found = await webhooks.list()
    const mine = found.length > 0 && (await webhooks.claim()) ? found : []
    for (const [id, { stop }] of running) {
      if (mine.some((address) => address.id === id)) continue
      stop.abort()
      running.delete(id)
    }
    for (const address of mine) if (!running.has(address.id)) start(address)
  }

  const closing = new AbortController()
  const polling = (async () => {
    while (!closing.signal.aborted) {
      await adjust().catch((error) => core.log.warn('webhooks not read', { error: String(error) }))
      await pause(times.poll, undefined, { signal: closing.signal, ref: false }).catch(() => undefined)
    }
  })()
  return {
    async close() {
      closing.abort()
      await polling
      const last = [...running.values()]
      for (const { stop } of last) stop.abort()
      await Promise.all(last.map(({ ended }) => ended))
      await webhooks.release().catch(() => undefined)
    },
  }
}

async function follow(
  core: Core,
  address: WebhookAddress,
  times: typeof webhookTimes,
  signal: AbortSignal,
): Promise<void> {
  const { webhooks } = core.credentials
  const waiting: IdentifiedEvent[] = []
  let wake: () => void = () => undefined
  const known = await webhooks.progressOf(address.id)
  let hasEnded = false
  const reading = (async () => {
    for await (const event of core.events.follow(signal, known?.last_event_id)) {
      waiting.push(event)
      if (waiting.length > mostWaiting)
        waiting.splice(0, waiting.length, { id: event.id, event: { type: 'changed', topics: [...topics] } })
      wake()
    }
  })()
  const end = () => {
    hasEnded = true
    wake()
  }
  reading.then(end, end)
  signal.addEventListener('abort', () => wake(), { once: true })
  while (!signal.aborted && !(hasEnded && waiting.length === 0)) {
    if (waiting.length === 0) {
      await new Promise<void>((resolve) => {
        wake = resolve
      })
      continue
    }
    await deliver(core, address, waiting.splice(0, mostEvents), times, signal)
    await pause(times.between, undefined, { signal, ref: false }).catch(() => undefined)
  }
  await reading
}

/** Sends one message until it is accepted, or `signal` aborts. */
async function deliver(
  core: Core,
  address: WebhookAddress,
  events: readonly IdentifiedEvent[],
  { retry, longestRetry }: typeof webhookTimes,
  signal: AbortSignal,
): Promise<void> {
  const last_event_id = events.at(-1)?.id ?? ''
  const message_id = `msg_${last_event_id}`
  const body = JSON.stringify({ type: 'events', events: events.map(({ id, event }) => ({ id, ...event })) })
  for (let attempt = 1; !signal.aborted; attempt++) {
    const now = core.clock()
    const { status, error } = await attemptOnce(address, { message_id, body, now }, signal)
    if (signal.aborted) return
    const waitMs = Math.min(longestRetry, retry * 2 ** (attempt - 1)) * (0.75 + Math.random() / 2)
    const next = error === null ? null : toTimestamp(new Date(core.clock().getTime() + waitMs))
    const delivery = { message_id, at: toTimestamp(now), events: events.length, attempt }
    await record(core, address.id, { ...delivery, status, error, next_attempt_at: next }, last_event_id)
    if (error === null) return
    await pause(waitMs, undefined, { signal, ref: false }).catch(() => undefined)
  }
}

async function attemptOnce(
  { url, is_local, secret }: WebhookAddress,
  { message_id, body, now }: { message_id: string; body: string; now: Date },
  signal: AbortSignal,
): Promise<Pick<Delivery, 'status' | 'error'>> {
  const headers = { 'content-type': 'application/json', ...signMessage({ message_id, body, now, secret }) }
  try {
    const status = await post({ url, isLocal: is_local, headers, body, signal })
    const isAccepted = status >= 200 && status < 300
    return { status, error: isAccepted ? null : `The address answered ${status}.` }
  } catch (error) {
    return { status: null, error: `The address did not answer: ${messageOf(error)}` }
  }
}

async function record(core: Core, id: string, delivery: Delivery, last_event_id: string): Promise<void> {
  const { webhooks } = core.credentials
  const known = await webhooks.progressOf(id)
  const deliveries = [delivery, ...(known?.deliveries ?? [])].slice(0, mostDeliveries)
  const accepted = delivery.error === null ? last_event_id : (known?.last_event_id ?? '')
  await webhooks.saveProgress(id, { last_event_id: accepted, deliveries })
}
