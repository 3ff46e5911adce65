import { sep } from 'node:path'
import type { Core } from '../core.ts'
import { listDismissed } from '../database/dismissed-files.ts'
import { markMissing } from '../database/locations.ts'
import { toTimestamp } from '../database/timestamp.ts'
import { countPresentInside, listPresentInside } from '../database/watched-folders.ts'
import type { Look } from '../media/hash-task.ts'
import { discover, lookAtAll } from './discover.ts'
import { offlineAmong } from './offline.ts'
import { passUnchanged } from './pass-unchanged.ts'

/** Files that are new or changed, until they have stopped growing. */
export interface Newcomers {
  /** Says how files of a folder look now. Those of it that are not named any more are forgotten. */
  see(folder: string, looks: ReadonlyMap<string, Look>): void
  /** Those that have looked the same for long enough; each is answered once for each of its looks. */
  admit(): string[]
  /** Whether there is one that may soon be answered. */
  isWaiting(): boolean
}

/** Makes the list. What failed to be taken in is not tried again until it looks different. */
export function createNewcomers(settleMs: number, clock: () => Date): Newcomers {
  const known = new Map<string, { folder: string; look: string; sinceMs: number; isAdmitted: boolean }>()
  return {
    see(folder, looks) {
      for (const [path, one] of known) if (one.folder === folder && !looks.has(path)) known.delete(path)
      for (const [path, seen] of looks) {
        const look = JSON.stringify(seen)
        if (known.get(path)?.look === look) continue
        known.set(path, { folder, look, sinceMs: clock().getTime(), isAdmitted: false })
      }
    },
    admit() {
      const admitted: string[] = []
      for (const [path, one] of known) {
        if (one.isAdmitted || clock().getTime() - one.sinceMs < settleMs) continue
        one.isAdmitted = true
        admitted.push(path)
      }
      return admitted
    },
    isWaiting: () => [...known.values()].some(({ isAdmitted }) => !isAdmitted),
  }
}

/**
 * Looks at all of a watched folder once: says which files are new or changed, and marks as missing what was deleted. The library
 * itself, which may lie in it, is passed over. Answers with the folders that it went through.
 */
export async function lookAtFolder(
  core: Core,
  folder: string,
  newcomers: Newcomers,
  signal: AbortSignal,
): Promise<string[]> {
  const found = discover([folder], { recursive: true, signal, except: [core.layout.folder] })
  const folders: string[] = []
  const looks = new Map<string, Look>()
  let unchanged = 0
  await lookAtAll(found, async (some) => {
    folders.push(...some.folders)
    const passed = await passUnchanged(core, some.files, signal)
    unchanged += passed.unchanged.length
    for (const [path, look] of await lookAtNew(core, passed.rest, signal)) looks.set(path, look)
  })
  newcomers.see(folder, looks)
  const inside = folder.endsWith(sep) ? folder : folder + sep
  if ((await countPresentInside(core.db, inside)) !== unchanged) await markDeleted(core, inside, signal)
  return folders
}

/** How files look that are not known as they are, but for those whose video or image somebody removed: they stay outside. */
async function lookAtNew(core: Core, paths: readonly string[], signal: AbortSignal): Promise<[string, Look][]> {
  if (paths.length === 0) return []
  const looks = await core.hashes.run({ kind: 'looks', paths }, { signal })
  const dismissed = new Map((await listDismissed(core.db, paths)).map((one) => [one.path, one]))
  return paths.flatMap((path, index): [string, Look][] => {
    const look = looks[index] ?? 'unknown'
    const was = dismissed.get(path)
    const isSame = typeof look === 'object' && was?.size_bytes === look.size_bytes && was.mtime_ms === look.mtime_ms
    return isSame ? [] : [[path, look]]
  })
}

const batchSize = 1000

/** Nothing is marked unless its path can be looked at and has nothing there. */
async function markDeleted(core: Core, inside: string, signal: AbortSignal): Promise<void> {
  let last = ''
  for (;;) {
    const paths = await listPresentInside(core.db, inside, last, batchSize)
    if (paths.length === 0) return
    last = paths.at(-1) ?? last
    const looks = await core.hashes.run({ kind: 'looks', paths }, { signal })
    const gone = paths.filter((_, index) => looks[index] === 'gone')
    // After the look: a disk may have been taken away during it.
    const isOffline = await offlineAmong(core, core.db, gone)
    const deleted = gone.filter((path) => !isOffline(path))
    if (deleted.length === 0) continue
    const now = toTimestamp(core.clock())
    await core.write(async (db, touch) => {
      for (const path of deleted) await markMissing(db, path, now)
      touch('videos', 'analyses', 'processing')
    })
  }
}
