import { RushesError } from '../../../shared/errors.ts'
import type { FilePool } from './file-pool.ts'
import type { Fingerprint } from './file-tasks.ts'

/** Returns whether two fingerprints have the same size, time and sample. */
export function isSameFingerprint(a: Fingerprint, b: Fingerprint): boolean {
  return a.size_bytes === b.size_bytes && a.mtime_ms === b.mtime_ms && a.sample_hash === b.sample_hash
}

/**
 * Fingerprints `path` again.
 * @throws RushesError FILE_CHANGED if it differs from `before`; an Error with the system's `code`.
 */
export async function requireUnchanged(files: FilePool, path: string, before: Fingerprint): Promise<void> {
  if (isSameFingerprint(await files.run({ kind: 'fingerprint', path }), before)) return
  throw new RushesError('FILE_CHANGED', `${path} changed while it was read; another program is still writing it.`)
}
