import type { AdoptedTable } from '../../../shared/contract/library.ts'
import { runInThread } from '../../threads/thread-pool.ts'
import type { AdoptRequest } from './adopt-rows.ts'
import type { AdoptLimits } from './their-tables.ts'

const usualLimits: AdoptLimits = { rows: 2_000_000, valueBytes: 64 * 1024 * 1024 }

/**
 * Copies the rows of another program's database, of which `copy` is a copy, into the one at the path `library`, in one
 * transaction in a thread of its own. `named` is the path for messages; relative paths in it are resolved against the
 * first of `folders` that has such a file.
 * @throws RushesError FILE_UNREADABLE, BAD_INPUT, CANCELLED; the library is then unchanged.
 */
export async function adoptCopy(
  library: string,
  { limits = usualLimits, ...theirs }: Omit<AdoptRequest, 'library' | 'limits'> & { limits?: AdoptLimits },
  signal?: AbortSignal,
): Promise<AdoptedTable[]> {
  const request: AdoptRequest = { ...theirs, limits, library }
  return await runInThread({ script: 'adopt-worker', base: import.meta.url }, request, signal)
}
