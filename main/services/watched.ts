import { realpath, stat } from 'node:fs/promises'
import { watched as calls, type WatchedFolder } from '../../shared/contract/watched.ts'
import { describeFileError, RushesError } from '../../shared/errors.ts'
import type { Core } from '../core.ts'
import type { Transaction } from '../database/connection/write.ts'
import { endDryRun } from '../database/journal/dry-run.ts'
import {
  deleteWatchedFolder,
  insertWatchedFolder,
  listWatchedFolders,
  pauseWatchedFolder,
} from '../database/watched.ts'
import { isWithin } from '../storage/inside-library.ts'
import { isOfflineFolder } from '../storage/offline.ts'
import { implementCalls } from './calls/implement.ts'
import { badField, requireAbsolute } from './calls/input.ts'

const os = implementCalls({ watched: calls })

async function list(core: Core): Promise<WatchedFolder[]> {
  const rows = await listWatchedFolders(core.db)
  return await Promise.all(
    rows.map(async ({ path, paused, added_at }) => ({
      path,
      is_paused: paused === 1,
      is_offline: await isOfflineFolder(path),
      added_at,
    })),
  )
}

async function requireWatched(core: Core, path: string): Promise<WatchedFolder> {
  const folder = (await list(core)).find((one) => one.path === path)
  if (!folder) throw new RushesError('NOT_FOUND', `The folder ${path} is not watched.`)
  return folder
}

/** @throws RushesError BAD_INPUT, FILE_MISSING, FILE_UNREADABLE */
async function add(core: Core, asked: string): Promise<WatchedFolder> {
  requireAbsolute('path', [asked])
  const path = await realpath(asked).catch((error) => {
    throw describeFileError(error, asked)
  })
  const own = [core.layout.folder, ...core.layout.mediaFolders]
  if (!(await stat(path)).isDirectory() || own.some((folder) => path === folder || isWithin(path, folder))) {
    throw badField('path', `${asked} must be a folder outside of the library.`)
  }
  await change(core, path, async ({ db, now }) => {
    await insertWatchedFolder(db, path, now)
    return true
  })
  return await requireWatched(core, path)
}

async function change(core: Core, path: string, work: (transaction: Transaction) => Promise<boolean>): Promise<void> {
  await core.write(async (transaction) => {
    if (!(await work(transaction))) throw new RushesError('NOT_FOUND', `The folder ${path} is not watched.`)
    transaction.touch('watched', 'videos')
  })
}

export const watched = {
  list: os.watched.list.handler(({ context: { core } }) => list(core)),
  add: os.watched.add.handler(({ input, context: { core } }) => add(core, input.path)),
  pause: os.watched.pause.handler(async ({ input: { path, is_paused }, context: { core } }) => {
    await change(core, path, ({ db }) => pauseWatchedFolder(db, path, is_paused))
    return await requireWatched(core, path)
  }),
  remove: os.watched.remove.handler(async ({ input: { path }, context: { core } }) => {
    await change(core, path, async ({ db }) => {
      const isDeleted = await deleteWatchedFolder(db, path)
      if (isDeleted) endDryRun([{ tbl: 'watched_folders', op: 'delete', rows: 1 }])
      return isDeleted
    })
    return { path }
  }),
}
