import { availableParallelism } from 'node:os'
import { describeFileError, RushesError } from '../../../shared/errors.ts'
import type { Content } from '../../contents/hash-unchanged.ts'
import { recordContents, recordGone } from '../../contents/record.ts'
import { statFiles } from '../../contents/stat-files.ts'
import type { Core } from '../../core.ts'
import {
  type KnownFile,
  listKnownOfSizes,
  listSampledOfSizes,
  upsertSampledFiles,
} from '../../database/duplicates/sampled-files.ts'
import { discover, eachBatch } from '../../ingest/discover.ts'
import { eachStep } from '../../jobs/each-file.ts'
import type { RunningJob } from '../../jobs/running-job.ts'
import { type ComparedFile, type CopyCandidates, numbersPerLstat } from '../../media/files/file-tasks.ts'
import { unsearchedFolders } from '../../storage/layout.ts'
import { isInside } from '../../storage/offline.ts'

/**
 * [Note: how copies are found] The sizes of all files with the extension of a video or an image are read first, without
 * opening them. Files that share their size with another file, or with a known location, are sampled. Those that share
 * size and sample are read in full, and only equal SHA-256 hashes make copies. Threads do that in large batches.
 *
 * Results are recorded by path, size and time: locations of contents, and the samples of files that were not read
 * in full. An unchanged file is not opened again. A file whose size no other file has is not recorded: a stat is all
 * that it costs.
 *
 * A symbolic link is not a copy, and of several names of one file (hard links) only one is read. Nothing is imported,
 * merged or removed; a video whose own file is gone plays from a copy that is found, as after an import.
 */
export async function runFindCopies(core: Core, folders: readonly string[], job: RunningJob): Promise<void> {
  const files = await findBySize(core, folders, job)
  const { count } = files
  const groups = await chooseToRead(core, folders, files, job)
  const toRead = groups.reduce((sum, group) => sum + group.paths.length, 0)
  job.progress(count - toRead, count)
  job.unchanged(count - toRead)
  const findings = createFindingsWriter(core)
  const compare = async (batch: CopyCandidates[]) => {
    const answers = await core.files.run({ kind: 'compare', groups: batch }, { signal: job.signal })
    await findings.add(sortFindings(batch, answers, job))
    job.advance(batch.reduce((sum, group) => sum + group.paths.length, 0))
  }
  try {
    // A batch for each thread, and another one in the queue.
    await eachStep(job, batchesOf(groups), compare, 2 * Math.max(2, availableParallelism()))
  } finally {
    await findings.write()
  }
}

/** A file with its current size and time. */
interface FoundFile {
  path: string
  size_bytes: number
  mtime_ms: number
}

interface FoundFiles {
  /** The number of files, including those that cannot be copies. */
  count: number
  bySize: Map<number, FoundFile[]>
  byPath: Map<string, FoundFile>
}

/**
 * Finds the files in folders by their size, without empty ones, symbolic links and further names of a file that was
 * found already. Threads stat some while more are found.
 */
async function findBySize(core: Core, folders: readonly string[], job: RunningJob): Promise<FoundFiles> {
  const except = unsearchedFolders(core.layout)
  const batches: { files: string[]; stats: Float64Array }[] = []
  await eachBatch(discover(folders, { recursive: true, signal: job.signal, except }), async ({ files, failures }) => {
    for (const failure of failures) job.item(failure)
    // In the order in which they were found, whichever batch ends first.
    const batch: (typeof batches)[number] = { files, stats: new Float64Array() }
    batches.push(batch)
    batch.stats = await core.files.run({ kind: 'lstats', paths: files }, { signal: job.signal })
  })
  const found: FoundFiles = { count: 0, bySize: new Map(), byPath: new Map() }
  const inodes = new Map<number, Set<number>>()
  for (const { files, stats } of batches) {
    found.count += files.length
    for (const [index, path] of files.entries()) {
      const at = index * numbersPerLstat
      const [size_bytes = -1, mtime_ms = 0, device = 0, inode = 0] = stats.subarray(at, at + numbersPerLstat)
      if (size_bytes > 0 && isNewInode(inodes, device, inode)) addFile(found, { path, size_bytes, mtime_ms })
    }
  }
  return found
}

function addFile({ bySize, byPath }: FoundFiles, file: FoundFile): void {
  byPath.set(file.path, file)
  const same = bySize.get(file.size_bytes)
  if (same) same.push(file)
  else bySize.set(file.size_bytes, [file])
}

/** Returns whether the inode was not seen before. Some file systems have no inodes. */
function isNewInode(seen: Map<number, Set<number>>, device: number, inode: number): boolean {
  if (inode === 0) return true
  const ofDevice = seen.get(device) ?? new Set()
  seen.set(device, ofDevice)
  if (ofDevice.has(inode)) return false
  ofDevice.add(inode)
  return true
}

const sizesPerQuery = 1000

/** Chooses the files to sample, in groups of one size, with the samples of known files of that size. */
async function chooseToRead(
  core: Core,
  folders: readonly string[],
  { bySize, byPath }: FoundFiles,
  job: RunningJob,
): Promise<CopyCandidates[]> {
  const groups: CopyCandidates[] = []
  const sizes = [...bySize.keys()]
  const notFound: string[] = []
  for (let start = 0; start < sizes.length; start += sizesPerQuery) {
    job.signal.throwIfAborted()
    const some = sizes.slice(start, start + sizesPerQuery)
    const known = bySizeOf(await listKnownOfSizes(core.db, some))
    const sampled = bySizeOf(await listSampledOfSizes(core.db, some))
    for (const size of some) {
      const rows = known.get(size) ?? []
      for (const { path } of rows) {
        if (!byPath.has(path) && folders.some((folder) => isInside(path, folder))) notFound.push(path)
      }
      const group = groupToRead(bySize.get(size) ?? [], rows, sampled.get(size) ?? [], byPath)
      if (group) groups.push({ size_bytes: size, ...group })
    }
  }
  await recordMissingFiles(core, notFound, job)
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

/** Returns which of the files of one size must be read, if any. */
function groupToRead(
  files: readonly FoundFile[],
  known: readonly KnownFile[],
  sampled: readonly KnownFile[],
  byPath: ReadonlyMap<string, FoundFile>,
): Pick<CopyCandidates, 'paths' | 'samples'> | undefined {
  const remembered = new Set<string>()
  const samples = new Set<string>()
  for (const { path, mtime_ms, sample_hash } of known) {
    const file = byPath.get(path)
    // The sample of a file that was overwritten is out of date.
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

/** Records known paths in the folders that were not found and are gone. */
async function recordMissingFiles(core: Core, paths: readonly string[], job: RunningJob): Promise<void> {
  for (let start = 0; start < paths.length; start += filesPerBatch) {
    const some = paths.slice(start, start + filesPerBatch)
    const stats = await statFiles(core, some, job.signal)
    await recordGone(
      core,
      some.filter((path) => stats.get(path) === 'gone'),
    )
  }
}

const bytesPerBatch = 16 * 1024 * 1024
const filesPerBatch = 500

/** Gathers small groups into batches, because a message to a thread costs as much as sampling a few files. */
function* batchesOf(groups: readonly CopyCandidates[]): Generator<CopyCandidates[]> {
  let batch: CopyCandidates[] = []
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

/** Results of reading files. */
interface Findings {
  found: Content[]
  sampled: KnownFile[]
}

function sortFindings(batch: readonly CopyCandidates[], answers: readonly ComparedFile[][], job: RunningJob): Findings {
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

const rowsPerWrite = 1000
const maxWaitMs = 1000

/**
 * Creates a writer that gathers findings, because each transaction costs as much as many rows, and writes them once a
 * second at least.
 */
function createFindingsWriter(core: Core) {
  let waiting: Findings = { found: [], sampled: [] }
  let lastMs = performance.now()

  async function write(): Promise<void> {
    const { found, sampled } = waiting
    waiting = { found: [], sampled: [] }
    lastMs = performance.now()
    if (sampled.length > 0) await core.write(({ db }) => upsertSampledFiles(db, sampled))
    if (found.length > 0) await recordContents(core, found)
  }

  async function add({ found, sampled }: Findings): Promise<void> {
    waiting.found.push(...found)
    waiting.sampled.push(...sampled)
    const count = waiting.found.length + waiting.sampled.length
    if (count >= rowsPerWrite || performance.now() - lastMs > maxWaitMs) await write()
  }

  return { add, write }
}
