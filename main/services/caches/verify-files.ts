import { availableParallelism } from 'node:os'
import type { Job } from '../../../shared/contract/jobs.ts'
import { RushesError } from '../../../shared/errors.ts'
import { includesScope } from '../../../shared/scopes.ts'
import { formatCount } from '../../../shared/units.ts'
import { readContent } from '../../contents/content-at.ts'
import type { Core } from '../../core.ts'
import { withoutAlgorithm } from '../../database/caches/cache-state.ts'
import { listLocationsAt } from '../../database/contents/locations.ts'
import { eachFile, ignoreMissing } from '../../jobs/each-file.ts'
import { absolutePath } from '../../storage/absolute-path.ts'
import type { Caller } from '../calls/caller.ts'

/** A path in a cached row, with the hash of its content there, prefixed with the algorithm. */
export interface ClaimedFile {
  path: string
  hash: string
}

/**
 * Starts the job that reads these files, each once, and records their contents, so that rows cached for them become
 * fresh, stale or gone. A missing file is a result, one that cannot be read is a failure. So is one that the library
 * does not know, unless the caller is an administrator: the row names any path, and its state would tell whether the
 * file is there.
 */
export async function startVerification(core: Core, caller: Caller, claimed: readonly ClaimedFile[]): Promise<Job> {
  const files = new Map(claimed.map(({ path, hash }) => [absolutePath(core.layout, path), withoutAlgorithm(hash)]))
  const job = { kind: 'verify', title: formatCount(files.size, 'file'), unit: 'files', total: files.size } as const
  return await core.jobs.start(job, async (running) => {
    const { signal } = running
    const listed = [...files].map(([path, expected]) => ({ path, expected }))
    const known = includesScope(caller.scope, 'admin') ? undefined : await knownPaths(core, [...files.keys()])
    const read = async ({ path, expected }: (typeof listed)[number], onFraction: (fraction: number) => void) => {
      if (known && !known.has(path))
        throw new RushesError('FORBIDDEN', `${path} is no file of the library. An administrator can verify it.`)
      await readContent(core, path, { signal, onFraction, expected }).catch(ignoreMissing)
    }
    await eachFile(running, listed, read, availableParallelism())
  })
}

/** Returns the paths at which the library has found a file. */
async function knownPaths({ db }: Core, paths: readonly string[]): Promise<Set<string>> {
  const found = (await listLocationsAt(db, paths)).filter(({ sample_hash, size_bytes }) => sample_hash || size_bytes)
  return new Set(found.map(({ path }) => path))
}
