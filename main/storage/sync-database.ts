import { open } from 'node:fs/promises'
import { systemCode } from '../../shared/errors.ts'

/**
 * [Note: power loss] Waits until all committed transactions of a database are on the disk. SQLite itself does not wait
 * for that (WAL with `synchronous = NORMAL`), so the last ones may be missing after a power loss, though never a part
 * of one. Files that arrive are synced before they are recorded, and imported again if the row was lost. A file leaves
 * its path only after the row that says so is on the disk.
 */
export async function syncDatabase({ database }: { database: string }): Promise<void> {
  // SQLite holds no lock on this file, which closing it here would drop.
  const file = await open(`${database}-wal`, 'r+').catch((error) => {
    if (systemCode(error) !== 'ENOENT') throw error
  })
  if (!file) return
  try {
    await file.datasync()
  } finally {
    await file.close()
  }
}
