import { readdir, realpath, stat } from 'node:fs/promises'
import { availableParallelism } from 'node:os'
import { basename, join, resolve } from 'node:path'
import { setImmediate } from 'node:timers/promises'
import { describeFileError, RushesError } from '../../shared/errors.ts'
import { hasMediaExtension } from '../../shared/image-files.ts'
import { settleAll } from '../jobs/each-file.ts'
import type { ItemResult } from '../jobs/running-job.ts'
import { isInside } from '../storage/offline.ts'

/** A batch of what a search found. */
export interface Found {
  /** Absolute paths. None is found twice in a search. */
  files: string[]
  /** The folders that were searched. */
  folders: string[]
  /** Paths that cannot be read. */
  failures: ItemResult[]
}

interface Options {
  recursive: boolean
  signal: AbortSignal
  /** Folders that are not searched, unless `paths` names one, or a folder inside it. */
  except: readonly string[]
}

/** Most files in a batch: a query of so many paths takes a few milliseconds, and little memory is held. */
const batchSize = 1000
/** Longest time that a file of a slow disk waits for its batch to fill. */
const batchMs = 100

/**
 * Finds the files to import, in batches of up to a thousand: first each file of `paths`, then the files of each folder
 * that have the extension of a video or an image, by name; those of folders inside it only if `recursive`. Links are
 * followed, a folder that contains itself once. The search goes on as batches are asked for, so that a slow consumer
 * holds it up.
 * @throws RushesError CANCELLED
 */
export async function* discover(paths: readonly string[], options: Options): AsyncGenerator<Found, void, void> {
  let batch = emptyBatch()
  let startMs = performance.now()
  for await (const { files, folders, failures } of search(new Set(paths.map((path) => resolve(path))), options)) {
    for (const path of files) {
      batch.files.push(path)
      if (batch.files.length < batchSize) continue
      yield batch
      batch = emptyBatch()
    }
    batch.folders.push(...folders)
    batch.failures.push(...failures)
    if (performance.now() - startMs < batchMs) continue
    yield batch
    batch = emptyBatch()
    startMs = performance.now()
  }
  yield batch
}

/** Runs `work` on each batch of a search, several at once: while threads read some files, more are found. */
export async function eachBatch(found: AsyncIterable<Found>, work: (batch: Found) => Promise<void>): Promise<void> {
  const workers = Array.from({ length: Math.max(2, availableParallelism()) }, async () => {
    for await (const batch of found) await work(batch)
  })
  await settleAll(workers)
}

function emptyBatch(): Found {
  return { files: [], folders: [], failures: [] }
}

/** Finds the same, one named file or one folder at a time. */
async function* search(named: ReadonlySet<string>, options: Options): AsyncGenerator<Found, void, void> {
  const folders: string[] = []
  for (const path of named) {
    yield await attempt(path, async () => {
      throwIfCancelled(options.signal)
      const stats = await stat(path)
      if (stats.isFile()) return { ...emptyBatch(), files: [path] }
      if (!stats.isDirectory()) throw new RushesError('FILE_UNREADABLE', `${path} is neither a file nor a folder.`)
      folders.push(path)
      return emptyBatch()
    })
  }
  const isExcepted = await createExceptTest(options.except, folders)
  const visited = new Set<string>()
  const waiting = folders.reverse()
  for (let folder = waiting.pop(); folder !== undefined; folder = waiting.pop()) {
    const path = folder
    yield await attempt(path, async () => {
      throwIfCancelled(options.signal)
      const real = await realpath(path)
      if (visited.has(real) || isExcepted(real)) return emptyBatch()
      visited.add(real)
      const { files, subfolders } = await readFolder(path, isExcepted)
      if (options.recursive) waiting.push(...subfolders.reverse())
      return { ...emptyBatch(), files: files.filter((file) => !named.has(file)), folders: [path] }
    })
  }
}

function throwIfCancelled(signal: AbortSignal): void {
  if (signal.aborted) throw new RushesError('CANCELLED', 'The search for files was cancelled.')
}

/** Creates a test of real paths for lying in one of the `except` folders. */
async function createExceptTest(
  except: readonly string[],
  named: readonly string[],
): Promise<(realPath: string) => boolean> {
  const real = (path: string) => realpath(path).catch(() => path)
  const [folders, wanted] = [await Promise.all(except.map(real)), await Promise.all(named.map(real))]
  const left = folders.filter((folder) => !wanted.some((path) => isInside(path, folder)))
  return (realPath) => left.some((folder) => realPath === folder || isInside(realPath, folder))
}

/** Lists the files of a folder that may be imported, and its folders that are not hidden. */
async function readFolder(
  folder: string,
  isExcepted: (realPath: string) => boolean,
): Promise<{ files: string[]; subfolders: string[] }> {
  const files: string[] = []
  const subfolders: string[] = []
  const entries = await readdir(folder, { withFileTypes: true })
  for (const [index, entry] of entries.sort((a, b) => (a.name < b.name ? -1 : 1)).entries()) {
    // A folder can hold hundreds of thousands of files, and requests wait meanwhile.
    if (index % 1000 === 999) await setImmediate()
    const path = join(folder, entry.name)
    const target = entry.isSymbolicLink() ? await stat(path).catch(() => undefined) : entry
    if (target?.isDirectory() && !basename(path).startsWith('.')) subfolders.push(path)
    if (!target?.isFile() || !hasMediaExtension(entry.name)) continue
    if (target === entry || !isExcepted(await realpath(path))) files.push(path)
  }
  return { files, subfolders }
}

/** Runs `work`; an error of the system becomes a failure of `path`. */
async function attempt(path: string, work: () => Promise<Found>): Promise<Found> {
  try {
    return await work()
  } catch (error) {
    const { code, message } = describeFileError(error, path)
    if (code === 'CANCELLED') throw error
    return { ...emptyBatch(), failures: [{ path, outcome: 'failed', error: { code, message } }] }
  }
}
