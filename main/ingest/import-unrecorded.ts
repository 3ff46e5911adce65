import type { Job } from '../../shared/contract/jobs.ts'
import { formatCount } from '../../shared/units.ts'
import { findUnrecorded } from '../contents/find-unrecorded.ts'
import type { Core } from '../core.ts'
import { eachFile, ignoreMissing } from '../jobs/each-file.ts'
import { importContent } from './import-content.ts'

/**
 * Starts the job that imports, in their place, files that an older version put into the library and did not record;
 * null if there are none. They may be the only copies, so none is ever deleted: a file whose content is not the one
 * that its name says is reported, and files with other names are only mentioned by `doctor` and in the log.
 */
export async function startUnrecordedImport(core: Core): Promise<Job | null> {
  const files: { path: string; file_hash: string }[] = []
  const others: string[] = []
  for (const { path, file_hash } of await findUnrecorded(core)) {
    if (file_hash === null) others.push(path)
    else files.push({ path, file_hash })
  }
  if (others.length > 0) core.log.warn('files without a row', { count: others.length, first: others[0] })
  if (files.length === 0) return null
  const title = `${formatCount(files.length, 'file')} without a row`
  const job = { kind: 'verify', title, unit: 'files', total: files.length } as const
  return await core.jobs.start(job, async (running) => {
    await eachFile(running, files, async ({ path, file_hash }, onFraction) => {
      const file = { path, mode: 'reference', uploaded: false, file_hash } as const
      const imported = await importContent(core, file, { signal: running.signal, onFraction }).catch(ignoreMissing)
      if (imported?.kind === 'video') running.item({ path, outcome: imported.outcome, video_id: imported.id })
    })
  })
}
