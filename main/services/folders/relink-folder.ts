import type { Job } from '../../../shared/contract/jobs.ts'
import { RushesError } from '../../../shared/errors.ts'
import { hashUnchanged } from '../../contents/hash-unchanged.ts'
import { statFiles } from '../../contents/stat-files.ts'
import type { Core } from '../../core.ts'
import {
  listPathsInside,
  type RecordedFile,
  type RelinkedFile,
  relinkFile,
  renamePaths,
} from '../../database/contents/relinked-folder.ts'
import { startMoveConfirmation } from '../../ingest/confirm-moved-files.ts'
import { eachFile, ignoreMissing } from '../../jobs/each-file.ts'
import type { RunningJob } from '../../jobs/running-job.ts'
import { recordedPages } from './recorded-files.ts'
import { type RelinkedFolder, relinkedPaths } from './relinked-paths.ts'

const filesAtOnce = 4
/** Files that one transaction relinks: few, so that other writers wait for a moment only. */
const filesPerWrite = 100

/**
 * Starts the job that gives the files of a folder their paths in another one. A file is relinked if its size, time and
 * sample are those recorded, and read in full later ([Note: following a move]); with another time, it is read first.
 * Files are only read. Watched folders move along.
 */
export async function startRelink(core: Core, folder: RelinkedFolder): Promise<Job> {
  const title = `${folder.from} → ${folder.to}`
  return await core.jobs.start({ kind: 'relink_folder', title, unit: 'files' }, async (running) => {
    for await (const page of recordedPages(core, folder)) {
      for (let start = 0; start < page.length; start += filesPerWrite)
        await relinkSome(core, folder, page.slice(start, start + filesPerWrite), running)
      if (running.signal.aborted) return
    }
    await relinkWatched(core, folder)
    await startMoveConfirmation(core)
  })
}

async function relinkSome(
  core: Core,
  folder: RelinkedFolder,
  recorded: readonly RecordedFile[],
  running: RunningJob,
): Promise<void> {
  const former = await statFiles(
    core,
    recorded.map(({ path }) => path),
    running.signal,
  )
  const found: RelinkedFile[] = []
  await eachFile(
    running,
    recorded,
    async (file, onFraction) => {
      const isStillThere = typeof former.get(file.path) === 'object'
      found.push({ ...(await findFile(core, folder, file, { signal: running.signal, onFraction })), isStillThere })
    },
    filesAtOnce,
  )
  const relinked = await core.write(async ({ db, now, touch }) => {
    const done: boolean[] = []
    for (const file of found) done.push(await relinkFile(db, file, now))
    touch('videos', 'images', 'analyses', 'processing')
    return done
  })
  for (const [index, { to }] of found.entries()) {
    if (relinked[index]) running.item({ path: to.path, outcome: 'moved' })
    else running.item({ path: to.path, outcome: 'failed', error: { code: 'CONFLICT', message: takenBy(to.path) } })
  }
}

const takenBy = (path: string) => `${path} belongs to another take or image. Import it to see which content it has.`

/** @throws RushesError FILE_MISSING, FILE_CHANGED, FILE_UNREADABLE, CANCELLED */
async function findFile(
  core: Core,
  folder: RelinkedFolder,
  from: RecordedFile,
  options: { signal: AbortSignal; onFraction: (fraction: number) => void },
): Promise<Omit<RelinkedFile, 'isStillThere'>> {
  const paths = relinkedPaths(folder, from.path)
  for (const path of paths) {
    const fingerprint = await core.files.run({ kind: 'fingerprint', path }).catch(ignoreMissing)
    if (!fingerprint) continue
    const to = { path, ...fingerprint }
    const isAlike = to.size_bytes === from.size_bytes && to.sample_hash === from.sample_hash
    if (isAlike && to.mtime_ms === from.mtime_ms) return { from, to, isRead: false }
    const mayBeSame = isAlike || from.sample_hash === ''
    if (mayBeSame && (await hashUnchanged(core, to, options)).file_hash === from.file_hash)
      return { from, to, isRead: true }
    throw new RushesError('FILE_CHANGED', `${path} has another content than ${from.path} had, which stays recorded.`)
  }
  throw new RushesError('FILE_MISSING', `${paths[0]} not found; ${from.path} stays recorded.`)
}

async function relinkWatched(core: Core, folder: RelinkedFolder): Promise<void> {
  await core.write(async ({ db, touch }) => {
    for (const table of ['watched_folders', 'dismissed_files'] as const) {
      const paths = await listPathsInside(db, table, folder.from, folder.separator)
      const renamed = paths.map((from) => ({ from, to: relinkedPaths(folder, from)[0] }))
      await renamePaths(db, table, renamed)
      if (renamed.length > 0) touch('watched')
    }
  })
}
