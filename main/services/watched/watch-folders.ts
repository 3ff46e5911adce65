import { basename } from 'node:path'
import type { ImportRequest } from '../../../shared/contract/imports.ts'
import { formatCount } from '../../../shared/units.ts'
import type { Core } from '../../core.ts'
import { listWatchedFolders } from '../../database/watched.ts'
import { runImport } from '../../ingest/import.ts'
import { isOfflineFolder } from '../../storage/offline.ts'
import { startReread } from '../embedded/reread.ts'
import { createFolderHints } from './folder-hints.ts'
import { createPendingFiles, type PendingFiles, scanFolder } from './scan-folder.ts'
import { createScanSchedule } from './scan-schedule.ts'

/** Time for which the stats of a file must stay the same before it is imported. */
const settleMs = 2000
/** Debounce of hints: changes come in bursts. */
const hintMs = 300
/** Interval at which folders are polled without a hint; network shares send none. */
const pollMs = 15_000

/**
 * [Note: watched folders] Scans the watched folders again and again until `close`. New files are imported, left in
 * place, once their stats have been the same for two seconds; deleted files are marked as missing, never removed; an
 * offline folder is left alone. A scan is a rescan, which costs next to nothing ([Note: a rescan is free]). So the
 * system's notice of a change is only a hint to scan now, and no file is missed because a notice was lost or never
 * sent.
 */
export function watchFolders(core: Core): { close(): Promise<void> } {
  const stop = new AbortController()
  const pending = createPendingFiles(settleMs, core.clock)
  const offline = new Set<string>()
  const schedule = createScanSchedule(() =>
    scan().catch((error) => {
      warn(error)
      return pollMs
    }),
  )
  const hints = createFolderHints(() => schedule.within(hintMs))

  async function scan(): Promise<number> {
    if (core.access.state !== 'writable') return pollMs
    const rows = await listWatchedFolders(core.db)
    const folders = rows.filter(({ paused }) => paused === 0).map(({ path }) => path)
    const searched: string[] = []
    const before = [...offline]
    const online = await listOnline(core, folders, offline)
    // Files that were offline when the readers of metadata changed.
    if (before.some((folder) => !offline.has(folder))) await startReread(core, { atStart: true })
    for (const folder of online) {
      searched.push(...(await scanFolder(core, folder, pending, stop.signal)))
    }
    if (stop.signal.aborted) return pollMs
    hints.watch(searched)
    await importFiles(core, pending)
    return pending.isWaiting() ? settleMs / 2 : pollMs
  }

  function warn(error: unknown): void {
    if (!stop.signal.aborted) core.log.warn('watched folders not scanned', { error: String(error) })
  }

  followChanges(core, stop.signal, () => schedule.within(0)).catch(warn)
  schedule.within(0)
  return {
    async close() {
      stop.abort()
      // A scan that still runs may add watchers.
      await schedule.end()
      hints.close()
    },
  }
}

/**
 * Lists the folders that are not offline. `offline` has those of the last scan; a difference is announced to whoever
 * shows videos.
 */
async function listOnline(core: Core, folders: readonly string[], offline: Set<string>): Promise<string[]> {
  const before = new Set(offline)
  offline.clear()
  for (const folder of folders) if (await isOfflineFolder(folder)) offline.add(folder)
  if (before.size !== offline.size || [...offline].some((folder) => !before.has(folder)))
    core.events.changed(['videos', 'watched'])
  return folders.filter((folder) => !offline.has(folder))
}

async function importFiles(core: Core, pending: PendingFiles): Promise<void> {
  const paths = pending.admit()
  const [first] = paths
  if (first === undefined) return
  const title = paths.length === 1 ? basename(first) : formatCount(paths.length, 'new file')
  const request: ImportRequest = { paths, uploads: [], mode: 'reference', recursive: false }
  const job = { kind: 'import', title, unit: 'files', request: JSON.stringify(request) } as const
  // A file that was deleted or renamed before it was read is not a failure.
  await core.jobs.start(job, (running) => runImport(core, request, running, { onVanished: pending.forget }))
}

/** Calls `onChange` when a folder is added, paused or removed, by this process or another. */
async function followChanges(core: Core, signal: AbortSignal, onChange: () => void): Promise<void> {
  let before = JSON.stringify(await listWatchedFolders(core.db))
  for await (const event of core.events.listen(signal)) {
    if (event.type !== 'changed' || !event.topics.includes('watched')) continue
    const now = JSON.stringify(await listWatchedFolders(core.db))
    if (now !== before) onChange()
    before = now
  }
}
