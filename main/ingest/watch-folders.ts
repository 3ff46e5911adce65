import { basename } from 'node:path'
import type { ImportRequest } from '../../shared/contract/imports.ts'
import { formatCount } from '../../shared/units.ts'
import type { Core } from '../core.ts'
import { listWatchedFolders } from '../database/watched-folders.ts'
import { isAway } from '../storage/offline.ts'
import { createFolderHints } from './folder-hints.ts'
import { runImport } from './import.ts'
import { createNewcomers, lookAtFolder } from './look-at-folder.ts'
import { createLookSchedule } from './look-schedule.ts'

/** How long a file must have looked the same before it is taken in. */
const settleMs = 2000
/** How long after a sign of change a folder is looked at: changes come in crowds. */
const hintMs = 300
/** How often folders are looked at without any sign; on network shares there is none. */
const pollMs = 15_000

/**
 * [Note: watched folders] Looks at the watched folders again and again until `close`: new files come into the library, left in place,
 * once they have looked the same for two seconds; what was deleted is marked as missing, never removed; a folder that is away is
 * left alone. A look is a rescan, which costs next to nothing ([Note: a rescan is free]), so whatever the system says of changes
 * is a hint to look now and no more: none that is lost, or never sent, loses a file.
 */
export function watchFolders(core: Core): { close(): Promise<void> } {
  const stop = new AbortController()
  const newcomers = createNewcomers(settleMs, core.clock)
  const away = new Set<string>()
  const schedule = createLookSchedule(() =>
    look().catch((error) => {
      warn(error)
      return pollMs
    }),
  )
  const hints = createFolderHints(() => schedule.within(hintMs))

  async function look(): Promise<number> {
    const rows = await listWatchedFolders(core.db)
    const folders = rows.filter(({ paused }) => paused === 0).map(({ path }) => path)
    const seen: string[] = []
    for (const folder of await online(core, folders, away)) {
      seen.push(...(await lookAtFolder(core, folder, newcomers, stop.signal)))
    }
    hints.watch(seen)
    await takeIn(core, newcomers.admit())
    return newcomers.isWaiting() ? settleMs / 2 : pollMs
  }

  function warn(error: unknown): void {
    if (!stop.signal.aborted) core.log.warn('watched folders not looked at', { error: String(error) })
  }

  followChanges(core, stop.signal, () => schedule.within(0)).catch(warn)
  schedule.within(0)
  return {
    async close() {
      stop.abort()
      hints.close()
      await schedule.end()
    },
  }
}

/** Those that are not away; whoever shows a take is told when that changes. */
async function online(core: Core, folders: readonly string[], away: Set<string>): Promise<string[]> {
  const now = new Set<string>()
  for (const folder of folders) if (await isAway(folder)) now.add(folder)
  if ([...now].some((folder) => !away.has(folder)) || [...away].some((folder) => !now.has(folder)))
    core.events.changed(['videos', 'watched'])
  away.clear()
  for (const folder of now) away.add(folder)
  return folders.filter((folder) => !now.has(folder))
}

async function takeIn(core: Core, paths: string[]): Promise<void> {
  const [first] = paths
  if (first === undefined) return
  const title = paths.length === 1 ? basename(first) : formatCount(paths.length, 'new file')
  const request: ImportRequest = { paths, uploads: [], mode: 'reference', recursive: false }
  const job = { kind: 'import', title, unit: 'files', request: JSON.stringify(request) } as const
  await core.jobs.start(job, (running) => runImport(core, request, running))
}

/** A folder that was added, paused or removed, here or by another process. */
async function followChanges(core: Core, signal: AbortSignal, onChange: () => void): Promise<void> {
  let before = JSON.stringify(await listWatchedFolders(core.db))
  for await (const event of core.events.listen(signal)) {
    if (event.type !== 'changed' || !event.topics.includes('watched')) continue
    const now = JSON.stringify(await listWatchedFolders(core.db))
    if (now !== before) onChange()
    before = now
  }
}
