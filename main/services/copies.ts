import { realpath, stat } from 'node:fs/promises'
import { basename } from 'node:path'
import type { Copied, CopiedList } from '../../shared/contract/duplicates.ts'
import type { Job } from '../../shared/contract/jobs.ts'
import { describeFileError, RushesError } from '../../shared/errors.ts'
import type { Core } from '../core.ts'
import { type CopiedContent, countCopied, listCopied } from '../database/copies.ts'
import { runFindCopies } from '../ingest/find-copies.ts'
import { recordGone } from '../ingest/record.ts'
import { requireAbsolute } from './absolute-paths.ts'
import { listPlaces } from './keep-copies.ts'

/** Starts the job that looks for copies in folders. @throws RushesError BAD_INPUT, FILE_MISSING, FILE_UNREADABLE */
export async function startFind(core: Core, asked: readonly string[]): Promise<Job> {
  requireAbsolute('folders', asked)
  const folders = await Promise.all(asked.map(requireFolder))
  const [only = ''] = folders
  const title = folders.length === 1 ? basename(only) || only : `${folders.length} folders`
  return await core.jobs.start({ kind: 'find_copies', title, unit: 'files' }, (job) =>
    runFindCopies(core, folders, job),
  )
}

/** A folder by its one name: what lies in it is remembered by path. */
async function requireFolder(asked: string): Promise<string> {
  try {
    if ((await stat(asked)).isDirectory()) return await realpath(asked)
  } catch (error) {
    throw describeFileError(error, asked)
  }
  throw new RushesError('BAD_INPUT', `folders: ${asked} is no folder.`, { data: { fields: ['folders'] } })
}

/** A stretch of the contents that lie at several places. */
export async function listCopies(core: Core, stretch: { offset: number; limit: number }): Promise<CopiedList> {
  const [contents, counted] = await Promise.all([listCopied(core.db, stretch), countCopied(core.db)])
  return { items: await Promise.all(contents.map((content) => describe(core, content))), ...counted }
}

async function describe(core: Core, content: CopiedContent): Promise<Copied> {
  const locations = await listPlaces(core, content.file_hash)
  // What somebody removed is no copy any more; the list is asked for again then.
  for (const { path, role } of locations) if (role === 'gone') await recordGone(core, path, undefined)
  const copies = locations.filter(({ role }) => role === 'copy').length
  return {
    ...content,
    name: content.video?.name ?? basename(locations[0]?.path ?? ''),
    removable_bytes: copies * content.size_bytes,
    locations,
  }
}
