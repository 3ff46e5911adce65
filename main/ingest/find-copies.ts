import { availableParallelism } from 'node:os'
import pLimit from 'p-limit'
import { describeFileError, RushesError } from '../../shared/errors.ts'
import type { Core } from '../core.ts'
import { type KnownFile, listKnownOfSizes, listSampledOfSizes, putSampled } from '../database/sampled-files.ts'
import type { RunningJob } from '../jobs/running-job.ts'
import { type AlikeFile, type AlikeGroup, statsPerPath } from '../media/hash-task.ts'
import { unsearchedFolders } from '../storage/layout.ts'
import { isInside } from '../storage/offline.ts'
import { discover, lookAtAll } from './discover.ts'
import { recordContents, recordGone, type SeenContent } from './record.ts'

/**
 * [Note: how copies are found] Of each file that looks like a video or a picture the size is taken first, without opening it. Files that
 * share their size with another one, or with a known location, are sampled; those that share size and sample are read in full, and
 * only the same bytes, with one SHA-256, make copies. Threads do that in large batches.
 *
 * What was found is remembered by path, size and time: locations of contents, and samples where those were enough. A file that is
 * as it was is not opened again. A file of a size that no other has needs no memory, a look is all that it gets.
 *
 * A symbolic link is no copy, and of several names of one file (hard links) one is looked at. Nothing is imported, merged or removed;
 * a video whose own file is gone plays from a copy that is found, as it would after an import.
 */
export async function runFindCopies(core: Core, folders: readonly string[], job: RunningJob): Promise<void> {
  const files = await lookAt(core, folders, job)
  const { found } = files
  let done = found - files.byPath.size
  const tell = (count: number) => {
    done += count
    job.progress(done, found)
  }
  const groups = await chooseToRead(core, folders, files, job)
  const toRead = groups.reduce((sum, group) => sum + group.paths.length, 0)
  tell(files.byPath.size - toRead)
  job.unchanged(found - toRead)
  // A batch for each thread, and one that waits for each.
  const limit = pLimit(2 * Math.max(2, availableParallelism()))
  const memory = createMemory(core)
  try {
    await limit.map(batchesOf(groups), async (batch) => {
      await job.unpaused()
      job.signal.throwIfAborted()
      const answers = await core.hashes.run({ kind: 'alike', groups: batch }, { signal: job.signal })
      await memory.add(sort(batch, answers, job))
      tell(batch.reduce((sum, group) => sum + group.paths.length, 0))
    })
  } finally {
    await memory.write()
  }
}

/** A file as it looks now. */
interface Looked {
  path: string
  size_bytes: number
  mtime_ms: number
}

interface LookedFiles {
  /** How many there are, with those that cannot be copies. */
  found: number
  bySize: Map<number, Looked[]>
  byPath: Map<string, Looked>
}

/**
 * Files by their size, without empty ones, symbolic links, and second names of one file: the first that is found counts. Threads look
 * while more are found.
 */
async function lookAt(core: Core, folders: readonly string[], job: RunningJob): Promise<LookedFiles> {
  const except = unsearchedFolders(core.layout)
  const batches: { files: string[]; stats: Float64Array }[] = []
  await lookAtAll(discover(folders, { recursive: true, signal: job.signal, except }), async ({ files, failures }) => {
    for (const failure of failures) job.item(failure)
    // In the order in which they were found, whichever look is over first.
    const batch: (typeof batches)[number] = { files, stats: new Float64Array() }
    batches.push(batch)
    batch.stats = await core.hashes.run({ kind: 'stats', paths: files }, { signal: job.signal })
  })
  const looked: LookedFiles = { found: 0, bySize: new Map(), byPath: new Map() }
  const inodes = new Map<number, Set<number>>()
  for (const { files, stats } of batches) {
    looked.found += files.length
    for (const [index, path] of files.entries()) {
      const at = index * statsPerPath
      const [size_bytes = -1, mtime_ms = 0, device = 0, inode = 0] = stats.subarray(at, at + statsPerPath)
      if (size_bytes > 0 && isNewInode(inodes, device, inode)) note(looked, { path, size_bytes, mtime_ms })
    }
  }
  return looked
}

function note({ bySize, byPath }: LookedFiles, file: Looked): void {
  byPath.set(file.path, file)
  const same = bySize.get(file.size_bytes)
  if (same) same.push(file)
  else bySize.set(file.size_bytes, [file])
}

/** Some file systems number nothing. */
function isNewInode(seen: Map<number, Set<number>>, device: number, inode: number): boolean {
  if (inode === 0) return true
  const ofDevice = seen.get(device) ?? new Set()
  seen.set(device, ofDevice)
  if (ofDevice.has(inode)) return false
  ofDevice.add(inode)
  return true
}

/** So many sizes are looked up in one go. */
const sizesAtOnce = 1000

/** Groups of files of one size that are to be sampled, with the samples of known files of that size. */
async function chooseToRead(
  core: Core,
  folders: readonly string[],
  { bySize, byPath }: LookedFiles,
  job: RunningJob,
): Promise<AlikeGroup[]> {
  const groups: AlikeGroup[] = []
  const sizes = [...bySize.keys()]
  const unseen: string[] = []
  for (let start = 0; start < sizes.length; start += sizesAtOnce) {
    job.signal.throwIfAborted()
    const some = sizes.slice(start, start + sizesAtOnce)
    const known = bySizeOf(await listKnownOfSizes(core.db, some))
    const sampled = bySizeOf(await listSampledOfSizes(core.db, some))
    for (const size of some) {
      const rows = known.get(size) ?? []
      for (const { path } of rows) {
        if (!byPath.has(path) && folders.some((folder) => isInside(path, folder))) unseen.push(path)
      }
      const group = groupToRead(bySize.get(size) ?? [], rows, sampled.get(size) ?? [], byPath)
      if (group) groups.push({ size_bytes: size, ...group })
    }
  }
  await noteGone(core, unseen, job)
  return groups
}

function bySizeOf(rows: readonly KnownFile[]): Map<number, KnownFile[]> {
  const bySize = new Map<number, KnownFile[]>()
  for (const row of rows) {
    const same = bySize.get(row.size_bytes)
    if (same) same.push(row)
    else bySize.set(row.size_bytes, [row])
  }
  return bySize
}

/** What is to be read of the files of one size, if anything. */
function groupToRead(
  files: readonly Looked[],
  known: readonly KnownFile[],
  sampled: readonly KnownFile[],
  byPath: ReadonlyMap<string, Looked>,
): Pick<AlikeGroup, 'paths' | 'samples'> | undefined {
  const remembered = new Set<string>()
  const samples = new Set<string>()
  for (const { path, mtime_ms, sample_hash } of known) {
    const file = byPath.get(path)
    // What was written over has another sample by now.
    if (file && file.mtime_ms !== mtime_ms) continue
    samples.add(sample_hash)
    if (file) remembered.add(path)
  }
  const alone = sampled.filter(({ path, mtime_ms }) => byPath.get(path)?.mtime_ms === mtime_ms && !remembered.has(path))
  for (const { path } of alone) remembered.add(path)
  const fresh = files.flatMap(({ path }) => (remembered.has(path) ? [] : [path]))
  if (fresh.length === 0) {
    const found = alone.flatMap(({ path, sample_hash }) => (samples.has(sample_hash) ? [path] : []))
    return found.length > 0 ? { paths: found, samples: [...samples] } : undefined
  }
  const paths = [...fresh, ...alone.map(({ path }) => path)]
  return paths.length > 1 || samples.size > 0 ? { paths, samples: [...samples] } : undefined
}

/** Known paths in the folders that were not met: most of them are gone. */
async function noteGone(core: Core, paths: readonly string[], job: RunningJob): Promise<void> {
  if (paths.length === 0) return
  const looks = await core.hashes.run({ kind: 'looks', paths }, { signal: job.signal })
  for (const [index, path] of paths.entries()) {
    if (looks[index] === 'gone') await recordGone(core, path, undefined)
  }
}

const bytesPerBatch = 16 * 1024 * 1024
const filesPerBatch = 500

/** A message costs as much as sampling a few files: many small groups go together. */
function* batchesOf(groups: readonly AlikeGroup[]): Generator<AlikeGroup[]> {
  let batch: AlikeGroup[] = []
  let [bytes, files] = [0, 0]
  for (const group of groups) {
    batch.push(group)
    bytes += group.size_bytes * group.paths.length
    files += group.paths.length
    if (bytes < bytesPerBatch && files < filesPerBatch) continue
    yield batch
    batch = []
    bytes = files = 0
  }
  if (batch.length > 0) yield batch
}

/** What was found out of files that were read. */
interface Findings {
  found: SeenContent[]
  sampled: KnownFile[]
}

function sort(batch: readonly AlikeGroup[], answers: readonly AlikeFile[][], job: RunningJob): Findings {
  const findings: Findings = { found: [], sampled: [] }
  for (const [group, { paths, size_bytes }] of batch.entries()) {
    for (const [index, path] of paths.entries()) {
      const answer = answers[group]?.[index]
      if (!answer) continue
      if ('message' in answer) job.item({ path, outcome: 'failed', error: errorOf(answer, path) })
      else if (answer.file_hash === null) findings.sampled.push({ path, size_bytes, ...answer })
      else findings.found.push({ path, size_bytes, ...answer, file_hash: answer.file_hash })
    }
  }
  return findings
}

function errorOf(answer: { code: string | undefined; message: string }, path: string) {
  const error = answer.code === 'CHANGED' ? new RushesError('FILE_CHANGED', answer.message) : answer
  const { code, message } = describeFileError(error, path)
  return { code, message }
}

const rowsAtOnce = 1000
const longestWaitMs = 1000

/** Gathers findings and writes them together, as each transaction costs as much as many rows, but no later than after a second. */
function createMemory(core: Core) {
  let waiting: Findings = { found: [], sampled: [] }
  let lastMs = performance.now()

  async function write(): Promise<void> {
    const { found, sampled } = waiting
    waiting = { found: [], sampled: [] }
    lastMs = performance.now()
    if (sampled.length > 0) await core.write((db) => putSampled(db, sampled))
    if (found.length > 0) await recordContents(core, found)
  }

  async function add({ found, sampled }: Findings): Promise<void> {
    waiting.found.push(...found)
    waiting.sampled.push(...sampled)
    const count = waiting.found.length + waiting.sampled.length
    if (count >= rowsAtOnce || performance.now() - lastMs > longestWaitMs) await write()
  }

  return { add, write }
}
