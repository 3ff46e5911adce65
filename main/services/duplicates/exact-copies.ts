import { realpath, stat } from 'node:fs/promises'
import { basename } from 'node:path'
import type { Copied, CopiedList } from '../../../shared/contract/duplicates.ts'
import type { Job } from '../../../shared/contract/jobs.ts'
import { describeFileError } from '../../../shared/errors.ts'
import { recordGone, recordIfFree } from '../../contents/record.ts'
import type { Core } from '../../core.ts'
import type { Page } from '../../database/connection/query-parts.ts'
import { type CopiedContent, countCopied, listCopied } from '../../database/duplicates/exact-copies.ts'
import { badField, requireAbsolute } from '../calls/input.ts'
import { listCopyLocations } from './copy-locations.ts'
import { runFindCopies } from './find-copies.ts'

/** Starts the job that scans folders for copies. @throws RushesError BAD_INPUT, FILE_MISSING, FILE_UNREADABLE */
export async function startFind(core: Core, asked: readonly string[]): Promise<Job> {
  requireAbsolute('folders', asked)
  const folders = await Promise.all(asked.map(requireFolder))
  const [only = ''] = folders
  const title = folders.length === 1 ? basename(only) || only : `${folders.length} folders`
  return await core.jobs.start({ kind: 'find_copies', title, unit: 'files' }, (job) =>
    runFindCopies(core, folders, job),
  )
}

/** Returns the real path of a folder, because the paths in it are recorded. */
async function requireFolder(asked: string): Promise<string> {
  try {
    if ((await stat(asked)).isDirectory()) return await realpath(asked)
  } catch (error) {
    throw describeFileError(error, asked)
  }
  throw badField('folders', `${asked} is not a folder.`)
}

/** Lists a page of the contents that are at several locations. */
export async function listCopies(core: Core, page: Page): Promise<CopiedList> {
  const [contents, counted] = await Promise.all([listCopied(core.db, page), countCopied(core.db)])
  return { items: await Promise.all(contents.map((content) => describe(core, content))), ...counted }
}

async function describe(core: Core, content: CopiedContent): Promise<Copied> {
  const locations = await listCopyLocations(core, content.file_hash)
  // A copy that was deleted is none; recording that makes the page fetch the list again.
  const gone = locations.flatMap(({ path, role }) => (role === 'gone' ? [path] : []))
  if (gone.length > 0) await recordIfFree(core, () => recordGone(core, gone))
  const copies = locations.filter(({ role }) => role === 'copy').length
  return {
    ...content,
    name: content.video?.name ?? basename(locations[0]?.path ?? ''),
    removable_bytes: copies * content.size_bytes,
    locations,
  }
}
