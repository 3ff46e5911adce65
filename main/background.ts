import { takeBackFromTrash } from './contents/left-in-trash.ts'
import type { Core } from './core.ts'
import { startMoveConfirmation } from './ingest/confirm-moved-files.ts'
import { startUnrecordedImport } from './ingest/import-unrecorded.ts'
import { removeExpiredUploads } from './ingest/uploads.ts'
import { checkLeftOpen } from './services/backups/check-left-open.ts'
import { backUpDaily } from './services/backups/create-backup.ts'
import { backfillHashes } from './services/duplicates/backfill-hashes.ts'
import { startReread } from './services/embedded/reread.ts'
import { pruneDaily } from './services/history/prune-daily.ts'
import { runScheduledPolicies } from './services/policies/run-policy.ts'
import { keepPreviewsInLimits } from './services/previews/evict.ts'
import { keepTrashInLimits } from './services/removal/trash-limits.ts'
import { startNewUploads } from './services/storage/upload-new.ts'
import { startAnimationCheck } from './services/videos/animated-images.ts'
import { backfillFacts } from './services/videos/read-facts.ts'
import { watchFolders } from './services/watched/watch-folders.ts'
import { sendWebhooks } from './services/webhooks/send-webhooks.ts'
import { removeOldPreviews } from './storage/old-previews.ts'

const expireEveryMs = 10 * 60_000

/**
 * Starts the background work of an app that is open in a window or served to a browser: watching folders, hashing new
 * videos, reading the facts of videos that other programs recorded, backing the database up each day, checking it after
 * a crash, removing uploads that were never imported, deleting the oldest history, running clean-up
 * policies, deleting what is beyond the limits of the trash and of previews, reading the index that counts
 * videos, sending events to webhooks, and jobs left by an earlier start. A terminal command does none of it, because it
 * ends with its own work. In a library that is not writable, only the index is read.
 */
export function openBackground(core: Core): { close(): Promise<void> } {
  core.facets.prepare().catch((error) => core.log.trace('sql', 'index not read', { error: String(error) }))
  if (core.access.state !== 'writable') return { close: async () => undefined }
  const watching = watchFolders(core)
  const hashing = backfillHashes(core)
  const facts = backfillFacts(core)
  const backups = backUpDaily(core)
  const checking = checkLeftOpen(core)
  const pruning = pruneDaily(core)
  const policies = runScheduledPolicies(core)
  const trash = keepTrashInLimits(core)
  const previews = keepPreviewsInLimits(core)
  const sending = sendWebhooks(core)
  const expiring = setInterval(() => {
    removeExpiredUploads(core.layout, core.clock()).catch((error) =>
      core.log.warn('uploads not removed', { error: String(error) }),
    )
  }, expireEveryMs).unref()
  const started = startLeftovers(core).catch((error) =>
    core.log.warn('background jobs not started', { error: String(error) }),
  )
  const cleaned = removeOldPreviews(core.layout).catch((error) =>
    core.log.warn('old previews not removed', { error: String(error) }),
  )
  return {
    async close() {
      clearInterval(expiring)
      hashing.close()
      await Promise.all([
        watching.close(),
        facts.close(),
        backups.close(),
        pruning.close(),
        policies.close(),
        trash.close(),
        previews.close(),
        sending.close(),
        checking,
        started,
        cleaned,
      ])
    },
  }
}

async function startLeftovers(core: Core): Promise<void> {
  await startAnimationCheck(core)
  await startReread(core, { atStart: true })
  await startMoveConfirmation(core)
  await takeBackFromTrash(core).catch((error) => core.log.warn('trash not read', { error: String(error) }))
  await startUnrecordedImport(core)
  await startNewUploads(core)
}
