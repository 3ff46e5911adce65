import { RushesError } from '../../shared/errors.ts'
import type { HashPool } from '../media/hash-pool.ts'
import type { Fingerprint } from '../media/hash-task.ts'

/** Whether two looks at a file saw the same: size, time and sample. */
export function isSame(a: Fingerprint, b: Fingerprint): boolean {
  return a.size_bytes === b.size_bytes && a.mtime_ms === b.mtime_ms && a.sample_hash === b.sample_hash
}

/** Looks at `path` once more. @throws RushesError FILE_CHANGED when it is not as it was; an Error with the system's `code`. */
export async function requireUnchanged(hashes: HashPool, path: string, before: Fingerprint): Promise<void> {
  if (isSame(await hashes.run({ kind: 'fingerprint', path }), before)) return
  throw new RushesError('FILE_CHANGED', `${path} changed while it was taken in; it is still being written.`)
}
