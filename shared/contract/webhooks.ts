import { z } from 'zod'
import { adminProcedure, timestamp } from './procedure.ts'

/** One attempt to send events to a webhook. */
const deliverySchema = z.object({
  /** Names the message; the same in each attempt, so that a receiver notices one that it has. */
  message_id: z.string(),
  at: timestamp,
  /** The number of events in the message. */
  events: z.number(),
  /** 1 for the first attempt. */
  attempt: z.number(),
  /** The HTTP status of the answer; null if there was none. */
  status: z.number().nullable(),
  /** Why it failed; null if it was accepted. */
  error: z.string().nullable(),
  /** When it is tried again; null if it was accepted. */
  next_attempt_at: timestamp.nullable(),
})
export type Delivery = z.infer<typeof deliverySchema>

/** An address that events are sent to. */
export const webhookSchema = z.object({
  id: z.string(),
  url: z.string(),
  created_at: timestamp,
  /** True if its address may be in this computer’s own network. */
  is_local: z.boolean(),
  /** The last attempts, newest first. */
  deliveries: z.array(deliverySchema),
})
export type Webhook = z.infer<typeof webhookSchema>

export const webhooks = {
  list: adminProcedure
    .route({ method: 'GET', path: '/webhooks', summary: 'List the webhooks with their last deliveries' })
    .output(z.array(webhookSchema)),
  /**
   * All events from now on are sent to the address, signed with the secret, which is shown once. Only the person at the
   * library’s computer may add an address of its own network.
   */
  create: adminProcedure
    .route({ method: 'POST', path: '/webhooks', summary: 'Send events to an address' })
    .input(z.object({ url: z.url({ protocol: /^https?$/ }).max(2000) }))
    .output(webhookSchema.extend({ secret: z.string() })),
  /** Events that were not delivered yet are not sent any more. */
  remove: adminProcedure
    .meta({ hasDryRun: true })
    .route({ method: 'DELETE', path: '/webhooks/{id}', summary: 'Stop sending events to an address' })
    .input(z.object({ id: z.string() }))
    .output(webhookSchema),
}
