import { readdir, realpath, stat } from 'node:fs/promises'
import { basename, join, resolve } from 'node:path'
import { describeFileError, RushesError } from '../../shared/errors.ts'
import { looksLikeMedia } from '../../shared/image-files.ts'
import type { ItemResult } from '../jobs/running-job.ts'
import { isInside } from '../storage/offline.ts'

interface Discovery {
  /** Absolute paths, each once. */
  files: string[]
  /** Those of them that were named themselves, not found in a folder. */
  named: ReadonlySet<string>
  /** The folders that were searched. */
  folders: string[]
  /** What was named and cannot be read. */
  failures: ItemResult[]
}

/**
 * Finds the files to import: each file of `paths` as it is named, and from each folder what looks like a video or a picture, in the
 * order of their names; folders inside it only when `recursive`, and never what lies in those of `except`. Links are followed, a folder
 * that contains itself once.
 * @throws RushesError CANCELLED by `signal`.
 */
export async function discover(
  paths: readonly string[],
  options: { recursive: boolean; signal: AbortSignal; except: readonly string[] },
): Promise<Discovery> {
  const files = new Set<string>()
  const named = new Set<string>()
  const folders: string[] = []
  const failures: ItemResult[] = []
  const visited = new Set<string>()
  const real = (path: string) => realpath(path).catch(() => resolve(path))
  const asked = await Promise.all(paths.map(real))
  // Whoever names something in such a folder means it.
  const except = (await Promise.all(options.except.map(real))).filter(
    (folder) => !asked.some((path) => isInside(path, folder)),
  )
  const isExcepted = (place: string) => except.some((folder) => place === folder || isInside(place, folder))

  async function visitFolder(folder: string): Promise<void> {
    if (options.signal.aborted) throw new RushesError('CANCELLED', 'The search for files was stopped.')
    const place = await realpath(folder)
    if (visited.has(place) || isExcepted(place)) return
    visited.add(place)
    folders.push(folder)
    const entries = await readdir(folder, { withFileTypes: true })
    for (const entry of entries.sort((a, b) => (a.name < b.name ? -1 : 1))) {
      const path = join(folder, entry.name)
      if (entry.isDirectory()) await enter(path)
      else if (entry.isFile() && looksLikeMedia(entry.name)) files.add(path)
      else if (entry.isSymbolicLink()) await followLink(path)
    }
  }

  async function enter(folder: string): Promise<void> {
    if (options.recursive && !basename(folder).startsWith('.')) await attempt(folder, () => visitFolder(folder))
  }

  async function followLink(path: string): Promise<void> {
    const target = await stat(path).catch(() => undefined)
    if (target?.isDirectory()) await enter(path)
    else if (target?.isFile() && looksLikeMedia(path) && !isExcepted(await realpath(path))) files.add(path)
  }

  async function attempt(path: string, work: () => Promise<void>): Promise<void> {
    try {
      await work()
    } catch (error) {
      const { code, message } = describeFileError(error, path)
      if (code === 'CANCELLED') throw error
      failures.push({ path, outcome: 'failed', error: { code, message } })
    }
  }

  for (const path of paths.map((it) => resolve(it))) {
    await attempt(path, async () => {
      const stats = await stat(path)
      if (stats.isDirectory()) await visitFolder(path)
      else if (stats.isFile()) named.add(path)
      else throw new RushesError('FILE_UNREADABLE', `${path} is neither a file nor a folder.`)
    })
  }
  for (const path of named) files.add(path)
  return { files: [...files], named, folders, failures }
}
