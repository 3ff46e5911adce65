import { RushesError } from '../../../shared/errors.ts'
import { contentAt, readContent } from '../../contents/content-at.ts'
import type { Core } from '../../core.ts'
import { overwrittenPath } from '../../database/contents/locations.ts'
import type { LocationRow } from '../../database/tables.ts'
import type { Fingerprint } from '../../media/files/file-tasks.ts'
import { repairLocation } from './repair-location.ts'

interface VerifyOptions {
  /** True to read the file in full even if its size, time and sample are those that were recorded. */
  full: boolean
  /** True to restore a file that the library owns from another location of its content. */
  repair: boolean
  /** True for a file that was found missing or damaged before. */
  wasLost?: boolean
  signal: AbortSignal
  onFraction: (fraction: number) => void
}

/**
 * Verifies that the file of a location still has its content, and records what is there. Returns whether it had to be
 * repaired.
 * @throws RushesError FILE_MISSING; FILE_CHANGED if another content is there, with what happened to it; CANCELLED; an
 * Error with the system's `code`.
 */
export async function verifyLocation(
  core: Core,
  location: LocationRow,
  { full, repair, wasLost, ...reading }: VerifyOptions,
): Promise<'verified' | 'repaired'> {
  const { path, file_hash } = location
  // Said of a video whose file was overwritten: there is no file of it to verify.
  if (overwrittenPath(path, file_hash) !== null) return 'verified'
  try {
    const found = await (full ? readContent : contentAt)(core, path, { ...reading, expected: file_hash })
    if (found.file_hash === file_hash) return 'verified'
    const stillDamaged = `${path} is still damaged: it does not have the content that its name says.`
    throw new RushesError('FILE_CHANGED', wasLost ? stillDamaged : whatHappened(location, found))
  } catch (error) {
    const isLost = error instanceof RushesError && (error.code === 'FILE_MISSING' || error.code === 'FILE_CHANGED')
    if (repair && isLost && (await repairLocation(core, location, reading.signal))) return 'repaired'
    throw error
  }
}

/** Tells bit rot, truncation and changes by other programs apart, from what the system says of the file. */
function whatHappened({ path, size_bytes, mtime_ms }: LocationRow, now: Fingerprint): string {
  if (now.mtime_ms === mtime_ms && now.size_bytes === size_bytes)
    return `${path} is damaged: its bytes are others, although its size and time are the same. Check the disk.`
  if (now.size_bytes < size_bytes)
    return `${path} has only ${now.size_bytes} of ${size_bytes} bytes left: it was truncated or overwritten.`
  return `${path} was overwritten by another program.`
}
