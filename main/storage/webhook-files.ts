import { randomUUID } from 'node:crypto'
import { link, readdir, readFile, rm, stat, utimes } from 'node:fs/promises'
import { join } from 'node:path'
import { z } from 'zod'
import { type Webhook, webhookSchema } from '../../shared/contract/webhooks.ts'
import { systemCode } from '../../shared/errors.ts'
import { undefinedIfMissing, writePrivate } from './private-file.ts'

const addressSchema = webhookSchema.omit({ deliveries: true }).extend({ secret: z.string() })
/** A webhook as it was set up, with the secret that signs its messages. */
export type WebhookAddress = z.infer<typeof addressSchema>

const progressSchema = z.object({
  /** The last event that was accepted. */
  last_event_id: z.string(),
  deliveries: webhookSchema.shape.deliveries,
})
export type WebhookProgress = z.infer<typeof progressSchema>

/**
 * The webhooks of a library, which are kept on this computer ([Note: secrets of a library]): a library from someone
 * else must not send events to addresses of theirs. What was delivered has a file of its own beside each.
 */
export interface WebhookFiles {
  list(): Promise<WebhookAddress[]>
  add(address: WebhookAddress, progress: WebhookProgress): Promise<void>
  remove(id: string): Promise<void>
  progressOf(id: string): Promise<WebhookProgress | undefined>
  /** Saves what was delivered, unless the webhook was removed. */
  saveProgress(id: string, progress: WebhookProgress): Promise<void>
  /**
   * Makes this opening of the library the only one that sends; false if another one is. Repeat it more often than every
   * `claimMs`: after that time another one takes over.
   */
  claim(): Promise<boolean>
  /** Lets another process send. */
  release(): Promise<void>
}

/** Age of a claim after which its process has certainly ended. */
const claimMs = 15_000

/** Opens the webhooks that are kept in `folder`. Creates nothing. */
export function openWebhookFiles(folder: string): WebhookFiles {
  const addressPath = (id: string) => join(folder, `${id}.json`)
  const progressPath = (id: string) => join(folder, `${id}.progress`)
  const claimPath = join(folder, 'sender')
  // A process can open the same library twice.
  const me = randomUUID()

  async function read<Schema extends z.ZodType>(path: string, schema: Schema): Promise<z.infer<Schema> | undefined> {
    const text = await readFile(path, 'utf8').catch(undefinedIfMissing)
    return text === undefined ? undefined : schema.parse(JSON.parse(text))
  }

  async function isMine(): Promise<boolean> {
    return (await readFile(claimPath, 'utf8').catch(undefinedIfMissing)) === me
  }

  return {
    async list() {
      const names = ((await readdir(folder).catch(undefinedIfMissing)) ?? []).filter((name) => name.endsWith('.json'))
      const found = await Promise.all(names.map((name) => read(join(folder, name), addressSchema)))
      return found
        .filter((address) => address !== undefined)
        .sort((a, b) => a.created_at.localeCompare(b.created_at) || a.id.localeCompare(b.id))
    },
    async add(address, progress) {
      await writePrivate(progressPath(address.id), JSON.stringify(progress))
      await writePrivate(addressPath(address.id), `${JSON.stringify(address, null, 2)}\n`, link)
    },
    async remove(id) {
      await rm(addressPath(id), { force: true })
      await rm(progressPath(id), { force: true })
    },
    progressOf: (id) => read(progressPath(id), progressSchema),
    async saveProgress(id, progress) {
      if ((await stat(addressPath(id)).catch(undefinedIfMissing)) === undefined) return
      await writePrivate(progressPath(id), JSON.stringify(progress))
    },
    async claim() {
      const now = new Date()
      if (await isMine()) {
        await utimes(claimPath, now, now)
        return true
      }
      const claimed = await stat(claimPath).catch(undefinedIfMissing)
      if (claimed !== undefined && now.getTime() - claimed.mtimeMs < claimMs) return false
      await rm(claimPath, { force: true })
      return await writePrivate(claimPath, me, link).then(
        () => true,
        (error) => {
          if (systemCode(error) !== 'EEXIST') throw error
          return false
        },
      )
    },
    async release() {
      if (await isMine()) await rm(claimPath, { force: true })
    },
  }
}

/** Returns a webhook as callers see it: without its secret, with its last deliveries. */
export function shownWebhook({ secret: _, ...address }: WebhookAddress, progress?: WebhookProgress): Webhook {
  return { ...address, deliveries: progress?.deliveries ?? [] }
}
