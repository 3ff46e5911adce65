import { availableParallelism } from 'node:os'
import type { Job } from '../../../shared/contract/jobs.ts'
import { formatCount } from '../../../shared/units.ts'
import { readContent } from '../../contents/content-at.ts'
import type { Core } from '../../core.ts'
import { withoutAlgorithm } from '../../database/caches/cache-state.ts'
import { eachFile, ignoreMissing } from '../../jobs/each-file.ts'
import { absolutePath } from '../../storage/absolute-path.ts'

/** A path in a cached row, with the hash of its content there, prefixed with the algorithm. */
export interface ClaimedFile {
  path: string
  hash: string
}

/**
 * Starts the job that reads these files, each once, and records their contents, so that rows cached for them become
 * fresh, stale or gone. A missing file is a result, one that cannot be read is a failure.
 */
export async function startVerification(core: Core, claimed: readonly ClaimedFile[]): Promise<Job> {
  const files = new Map(claimed.map(({ path, hash }) => [absolutePath(core.layout, path), withoutAlgorithm(hash)]))
  const job = { kind: 'verify', title: formatCount(files.size, 'file'), unit: 'files', total: files.size } as const
  return await core.jobs.start(job, async (running) => {
    const { signal } = running
    const listed = [...files].map(([path, expected]) => ({ path, expected }))
    const read = async ({ path, expected }: (typeof listed)[number], onFraction: (fraction: number) => void) => {
      await readContent(core, path, { signal, onFraction, expected }).catch(ignoreMissing)
    }
    await eachFile(running, listed, read, availableParallelism())
  })
}
