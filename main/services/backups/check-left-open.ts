import { messageOf, RushesError } from '../../../shared/errors.ts'
import type { Core } from '../../core.ts'
import { checkDatabase } from '../../database/backups/backup-thread.ts'

/** Checks a database that was left open, as by a crash or a loss of power, while the library is used already. */
export async function checkLeftOpen(core: Core): Promise<void> {
  if (!core.wasLeftOpen) return
  try {
    await checkDatabase(core.layout.database)
  } catch (error) {
    if (error instanceof RushesError && error.code === 'LIBRARY_DAMAGED') core.access.refuseDamaged(error.message)
    else core.log.warn('database not checked', { error: messageOf(error) })
  }
}
