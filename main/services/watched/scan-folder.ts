import { sep } from 'node:path'
import { recordGone } from '../../contents/record.ts'
import { skipUnchanged } from '../../contents/skip-unchanged.ts'
import { isFileOf, statFiles } from '../../contents/stat-files.ts'
import type { Core } from '../../core.ts'
import { listDismissed } from '../../database/contents/dismissed-files.ts'
import { countPresentInside, listPresentInside } from '../../database/watched.ts'
import { discover, eachBatch } from '../../ingest/discover.ts'
import type { FileStat } from '../../media/files/file-tasks.ts'

/** New or changed files of watched folders, held back until they stop growing. */
export interface PendingFiles {
  /** Replaces the files of a folder by those that a scan found, with their stats. */
  update(folder: string, stats: ReadonlyMap<string, FileStat>): void
  /** Returns the files whose stats have been the same for long enough; each once for each of its stats. */
  admit(): string[]
  /** Forgets a file, so that it is new again if a later scan finds it. */
  forget(path: string): void
  /** Returns whether a file is still held back. */
  isWaiting(): boolean
}

/** Creates the list. A file whose import failed is not imported again until its stats change. */
export function createPendingFiles(settleMs: number, clock: () => Date): PendingFiles {
  const files = new Map<string, { folder: string; stats: string; sinceMs: number; isAdmitted: boolean }>()
  return {
    update(folder, found) {
      for (const [path, file] of files) if (file.folder === folder && !found.has(path)) files.delete(path)
      for (const [path, stat] of found) {
        const stats = JSON.stringify(stat)
        if (files.get(path)?.stats === stats) continue
        files.set(path, { folder, stats, sinceMs: clock().getTime(), isAdmitted: false })
      }
    },
    admit() {
      const admitted: string[] = []
      for (const [path, file] of files) {
        const nowMs = clock().getTime()
        // The clock was set back.
        if (file.sinceMs > nowMs) file.sinceMs = nowMs
        if (file.isAdmitted || nowMs - file.sinceMs < settleMs) continue
        file.isAdmitted = true
        admitted.push(path)
      }
      return admitted
    },
    forget: (path) => void files.delete(path),
    isWaiting: () => [...files.values()].some(({ isAdmitted }) => !isAdmitted),
  }
}

/**
 * Scans a watched folder: updates `pending` with its new and changed files, and marks deleted files as missing. A
 * library inside the folder is left out. Returns the folders that were searched.
 */
export async function scanFolder(
  core: Core,
  folder: string,
  pending: PendingFiles,
  signal: AbortSignal,
): Promise<string[]> {
  const found = discover([folder], { recursive: true, signal, except: [core.layout.folder] })
  const folders: string[] = []
  const stats = new Map<string, FileStat>()
  let unchanged = 0
  await eachBatch(found, async (batch) => {
    folders.push(...batch.folders)
    const skipped = await skipUnchanged(core, batch.files, signal)
    unchanged += skipped.unchanged.length
    for (const [path, stat] of await statUndismissed(core, skipped.rest, signal)) stats.set(path, stat)
  })
  pending.update(folder, stats)
  const inside = folder.endsWith(sep) ? folder : folder + sep
  if ((await countPresentInside(core.db, inside)) !== unchanged) await markDeleted(core, inside, signal)
  return folders
}

/** Stats new and changed files, without those whose video or image was removed from the library: they stay outside. */
async function statUndismissed(
  core: Core,
  paths: readonly string[],
  signal: AbortSignal,
): Promise<Map<string, FileStat>> {
  if (paths.length === 0) return new Map()
  const stats = await statFiles(core, paths, signal)
  for (const { path, size_bytes, mtime_ms } of await listDismissed(core.db, paths)) {
    if (isFileOf(stats.get(path), size_bytes, mtime_ms)) stats.delete(path)
  }
  return stats
}

const batchSize = 1000

/** Marks recorded files as missing if their paths can be read and hold nothing. */
async function markDeleted(core: Core, inside: string, signal: AbortSignal): Promise<void> {
  let last = ''
  for (;;) {
    const paths = await listPresentInside(core.db, inside, last, batchSize)
    if (paths.length === 0) return
    last = paths.at(-1) ?? last
    const stats = await statFiles(core, paths, signal)
    // That asks for offline disks after the stat: one may have been unplugged during it.
    await recordGone(
      core,
      paths.filter((path) => stats.get(path) === 'gone'),
    )
  }
}
