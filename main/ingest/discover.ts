import { readdir, realpath, stat } from 'node:fs/promises'
import { availableParallelism } from 'node:os'
import { basename, join, resolve } from 'node:path'
import { describeFileError, RushesError } from '../../shared/errors.ts'
import { looksLikeMedia } from '../../shared/image-files.ts'
import type { ItemResult } from '../jobs/running-job.ts'
import { isInside } from '../storage/offline.ts'
import { settleAll } from './settle-all.ts'

/** A stretch of what was found. */
export interface Found {
  /** Absolute paths. None comes twice, in whatever stretch. */
  files: string[]
  /** The folders that were searched. */
  folders: string[]
  /** What cannot be read. */
  failures: ItemResult[]
}

interface Options {
  recursive: boolean
  signal: AbortSignal
  except: readonly string[]
}

/** So many paths are looked at in one go: a query of them takes a few milliseconds, and what is made of them is soon gone again. */
const batchSize = 1000
/** A slow disk does not keep what it has shown already waiting for more. */
const patienceMs = 100

/**
 * Finds the files to import, up to a thousand at a time: first each file of `paths` as it is named, then from each folder what looks like
 * a video or a picture, in the order of their names; folders inside it only when `recursive`, and never what lies in those of
 * `except`. Links are followed, a folder that contains itself once. It goes on as it is asked to, so whoever takes its time holds it up.
 * @throws RushesError CANCELLED by `signal`.
 */
export async function* discover(paths: readonly string[], options: Options): AsyncGenerator<Found, void, void> {
  let batch = nothing()
  let since = Date.now()
  for await (const { files, folders, failures } of search(new Set(paths.map((path) => resolve(path))), options)) {
    for (const path of files) {
      batch.files.push(path)
      if (batch.files.length < batchSize) continue
      yield batch
      batch = nothing()
    }
    batch.folders.push(...folders)
    batch.failures.push(...failures)
    if (Date.now() - since < patienceMs) continue
    yield batch
    batch = nothing()
    since = Date.now()
  }
  yield batch
}

/** Has `work` look at all that is found; while threads look at some, more is found for the next ones. */
export async function lookAtAll(found: AsyncIterable<Found>, work: (some: Found) => Promise<void>): Promise<void> {
  const atOnce = Array.from({ length: Math.max(2, availableParallelism()) }, async () => {
    for await (const some of found) await work(some)
  })
  await settleAll(atOnce)
}

function nothing(): Found {
  return { files: [], folders: [], failures: [] }
}

/** The same, a file that was named or a folder at a time. */
async function* search(asked: ReadonlySet<string>, options: Options): AsyncGenerator<Found, void, void> {
  const folders: string[] = []
  for (const path of asked) {
    yield await attempt(path, async () => {
      requireGoingOn(options.signal)
      const stats = await stat(path)
      if (stats.isFile()) return { ...nothing(), files: [path] }
      if (!stats.isDirectory()) throw new RushesError('FILE_UNREADABLE', `${path} is neither a file nor a folder.`)
      folders.push(path)
      return nothing()
    })
  }
  const isExcepted = await exceptions(options.except, folders)
  const visited = new Set<string>()
  const waiting = folders.reverse()
  for (let folder = waiting.pop(); folder !== undefined; folder = waiting.pop()) {
    const path = folder
    yield await attempt(path, async () => {
      requireGoingOn(options.signal)
      const place = await realpath(path)
      if (visited.has(place) || isExcepted(place)) return nothing()
      visited.add(place)
      const { files, inside } = await look(path, isExcepted)
      if (options.recursive) waiting.push(...inside.reverse())
      return { ...nothing(), files: files.filter((file) => !asked.has(file)), folders: [path] }
    })
  }
}

function requireGoingOn(signal: AbortSignal): void {
  if (signal.aborted) throw new RushesError('CANCELLED', 'The search for files was stopped.')
}

/** Answers with what tells whether a place lies where nothing is looked for. */
async function exceptions(except: readonly string[], asked: readonly string[]): Promise<(place: string) => boolean> {
  const real = (path: string) => realpath(path).catch(() => path)
  const [folders, named] = [await Promise.all(except.map(real)), await Promise.all(asked.map(real))]
  // Whoever names a folder in such a one means it.
  const left = folders.filter((folder) => !named.some((path) => isInside(path, folder)))
  return (place) => left.some((folder) => place === folder || isInside(place, folder))
}

/** What lies in a folder: the files that may be taken in, and the folders that are not hidden. */
async function look(
  folder: string,
  isExcepted: (place: string) => boolean,
): Promise<{ files: string[]; inside: string[] }> {
  const files: string[] = []
  const inside: string[] = []
  const entries = await readdir(folder, { withFileTypes: true })
  for (const entry of entries.sort((a, b) => (a.name < b.name ? -1 : 1))) {
    const path = join(folder, entry.name)
    const target = entry.isSymbolicLink() ? await stat(path).catch(() => undefined) : entry
    if (target?.isDirectory() && !basename(path).startsWith('.')) inside.push(path)
    if (!target?.isFile() || !looksLikeMedia(entry.name)) continue
    if (target === entry || !isExcepted(await realpath(path))) files.push(path)
  }
  return { files, inside }
}

async function attempt(path: string, work: () => Promise<Found>): Promise<Found> {
  try {
    return await work()
  } catch (error) {
    const { code, message } = describeFileError(error, path)
    if (code === 'CANCELLED') throw error
    return { ...nothing(), failures: [{ path, outcome: 'failed', error: { code, message } }] }
  }
}
