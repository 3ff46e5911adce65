import { createHash } from 'node:crypto'
import { closeSync, fstatSync, fsyncSync, openSync, readSync, type Stats, statSync, write } from 'node:fs'
import { promisify } from 'node:util'
import { crc32 } from 'node:zlib'
import { systemCode } from '../../../shared/errors.ts'
import { privateFile } from '../../storage/make-folder.ts'
import { answerRequests, lowerPriority, type RunningRequest } from '../../threads/worker.ts'
import { compareCandidates, lstatAll } from './copy-candidates.ts'
import type { FileResults, FileStat, FileTask, Fingerprint, HashedFile } from './file-tasks.ts'
import { openFile } from './open-file.ts'
import { sampleHash } from './sample-hash.ts'

// [Note: hashing speed] Synchronous reads into reused buffers are as fast as openssl, and three times as fast as a Node
// stream. When a file is copied, libuv writes the bytes of one buffer while the next bytes are read into the other and
// hashed.
const bufferSize = 1024 * 1024
const buffers = [Buffer.allocUnsafe(bufferSize), Buffer.allocUnsafe(bufferSize)] as const
const writeSome = promisify(write)

lowerPriority()
answerRequests(perform)

async function perform(task: FileTask, running: RunningRequest): Promise<FileResults[FileTask['kind']]> {
  if (task.kind === 'fingerprint') return fingerprint(task.path)
  if (task.kind === 'fingerprints') return task.paths.map(tryFingerprint)
  if (task.kind === 'stats') return task.paths.map(statOne)
  if (task.kind === 'lstats') return lstatAll(task.paths)
  if (task.kind === 'hashes') return await hashEach(task.paths, running)
  if (task.kind === 'compare') return compareCandidates(task.groups, running)
  return await hash(task, running)
}

function fingerprint(path: string): Fingerprint {
  const { descriptor, stats } = openFile(path)
  try {
    const sample = sampleHash(descriptor, stats.size)
    return { size_bytes: stats.size, mtime_ms: Math.floor(stats.mtimeMs), sample_hash: sample }
  } finally {
    closeSync(descriptor)
  }
}

function tryFingerprint(path: string): Fingerprint | null {
  try {
    return fingerprint(path)
  } catch {
    return null
  }
}

async function hashEach(paths: readonly string[], running: RunningRequest): Promise<(HashedFile | null)[]> {
  const hashes: (HashedFile | null)[] = []
  for (const path of paths) hashes.push(await hash({ path }, running).catch(() => null))
  return hashes
}

function statOne(path: string): FileStat {
  try {
    const stats = statSync(path)
    return stats.isFile() ? { size_bytes: stats.size, mtime_ms: Math.floor(stats.mtimeMs) } : 'unknown'
  } catch (error) {
    const code = systemCode(error)
    return code === 'ENOENT' || code === 'ENOTDIR' ? 'gone' : 'unknown'
  }
}

interface FileToHash {
  path: string
  copyTo?: string
  /** See `FileTask`. */
  copyAt?: number
  /** An open descriptor of the file; the caller closes it. */
  descriptor?: number
  sampled?: true
}

async function hash(
  { path, copyTo, copyAt, descriptor, sampled }: FileToHash,
  running: RunningRequest,
): Promise<HashedFile> {
  const { descriptor: source, stats: before } =
    descriptor === undefined ? openFile(path) : { descriptor, stats: fstatSync(descriptor) }
  let target: number | undefined
  try {
    if (copyTo !== undefined) target = openSync(copyTo, copyAt === undefined ? 'wx' : 'r+', privateFile)
    const sample = sampled && { sample_hash: sampleHash(source, before.size) }
    const read = await readAll(source, { target, at: copyAt }, before.size, running)
    if (target !== undefined && copyAt === undefined) fsyncSync(target)
    // By now the path may name another file than the one that was read.
    const changed = !isSame(before, fstatSync(source)) || !isSame(before, statSync(path))
    return { ...read, ...sample, size_bytes: before.size, mtime_ms: Math.floor(before.mtimeMs), changed }
  } finally {
    if (descriptor === undefined) closeSync(source)
    if (target !== undefined) closeSync(target)
  }
}

async function readAll(
  source: number,
  { target, at }: { target: number | undefined; at: number | undefined },
  size: number,
  running: RunningRequest,
): Promise<Pick<HashedFile, 'file_hash' | 'crc32'>> {
  const sha256 = createHash('sha256')
  let checksum = 0
  let written: Promise<void> | undefined
  try {
    for (let position = 0, turn = 0; ; turn++) {
      if (running.isCancelled()) throw new Error('cancelled')
      const buffer = buffers[turn % 2 === 0 ? 0 : 1]
      const count = readSync(source, buffer, 0, bufferSize, position)
      await written
      if (count === 0) return { file_hash: sha256.digest('hex'), ...(at !== undefined && { crc32: checksum }) }
      const bytes = buffer.subarray(0, count)
      if (target !== undefined) written = writeFully(target, bytes, (at ?? 0) + position)
      sha256.update(bytes)
      if (at !== undefined) checksum = crc32(bytes, checksum)
      position += count
      running.report(size > 0 ? Math.min(1, position / size) : 1)
    }
  } finally {
    // The file must not be closed during a write.
    await written?.catch(() => undefined)
  }
}

async function writeFully(target: number, bytes: Buffer, position: number): Promise<void> {
  for (let done = 0; done < bytes.length; ) {
    done += (await writeSome(target, bytes, done, bytes.length - done, position + done)).bytesWritten
  }
}

function isSame(a: Stats, b: Stats): boolean {
  return a.size === b.size && a.mtimeMs === b.mtimeMs && a.ino === b.ino
}
