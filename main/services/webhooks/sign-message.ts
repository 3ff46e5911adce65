import { createHmac, randomBytes } from 'node:crypto'

const prefix = 'whsec_'

/** Returns a new secret, as the specification Standard Webhooks writes it: `whsec_` and base64. */
export function createSecret(): string {
  return prefix + randomBytes(32).toString('base64')
}

interface Message {
  message_id: string
  body: string
  now: Date
  secret: string
}

/** Returns the headers that sign a message with HMAC-SHA256 (https://www.standardwebhooks.com). */
export function signMessage({ message_id, body, now, secret }: Message): Record<string, string> {
  const timestamp = String(Math.floor(now.getTime() / 1000))
  const key = Buffer.from(secret.slice(prefix.length), 'base64')
  const signature = createHmac('sha256', key).update(`${message_id}.${timestamp}.${body}`).digest('base64')
  return { 'webhook-id': message_id, 'webhook-timestamp': timestamp, 'webhook-signature': `v1,${signature}` }
}
