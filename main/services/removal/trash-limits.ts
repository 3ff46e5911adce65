import { type TrashLimits, trashLimitsSchema } from '../../../shared/contract/trash.ts'
import type { Core } from '../../core.ts'
import { readSetting } from '../../database/library-settings.ts'
import { listAll, sizeInTrash, sizeOfTrash, startDeletion } from './empty-trash.ts'

/** The limits of the trash, among the settings of the library. */
export const trashLimits = { name: 'trash', schema: trashLimitsSchema }

const checkEveryMs = 60 * 60_000

/** Deletes what is beyond the limits of the trash, now and each hour, as long as the library is open. */
export function keepTrashInLimits(core: Core): { close(): Promise<void> } {
  let running = Promise.resolve()
  const check = () => {
    running = emptyBeyondLimits(core).catch((error) => core.log.warn('trash not emptied', { error: String(error) }))
  }
  check()
  const timer = setInterval(check, checkEveryMs).unref()
  return {
    async close() {
      clearInterval(timer)
      await running
    },
  }
}

/** Starts the job that deletes what is beyond the limits of the trash, unless there is nothing. */
export async function emptyBeyondLimits(core: Core): Promise<void> {
  if (core.access.state !== 'writable') return
  const items = await listBeyond(core, await readSetting(core.db, trashLimits))
  if (items.length > 0) await startDeletion(core, items)
}

/** Lists the items that are older than the limit, then the oldest of the others until the rest is small enough. */
async function listBeyond(core: Core, { max_days, max_bytes }: TrashLimits) {
  const old = max_days === null ? [] : await listAll(core, { older_than_days: max_days })
  if (max_bytes === null) return old
  let bytes = await sizeOfTrash(core, {})
  if (bytes <= max_bytes) return old
  const isOld = new Set(old.map(({ kind, id }) => `${kind} ${id}`))
  for (const item of old) bytes -= await sizeInTrash(core, item)
  const beyond = [...old]
  for (const item of (await listAll(core, {})).toReversed()) {
    if (bytes <= max_bytes) break
    if (isOld.has(`${item.kind} ${item.id}`)) continue
    const size = await sizeInTrash(core, item)
    // Workflows and files that the library does not own take no space.
    if (size === 0) continue
    bytes -= size
    beyond.push(item)
  }
  return beyond
}
