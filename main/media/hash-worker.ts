import { createHash } from 'node:crypto'
import {
  closeSync,
  constants,
  fstatSync,
  fsyncSync,
  openSync,
  readSync,
  type Stats,
  statSync,
  writeSync,
} from 'node:fs'
import { parentPort } from 'node:worker_threads'
import { messageOf, systemCode } from '../../shared/errors.ts'
import {
  type Fingerprint,
  fractionSlot,
  type HashReply,
  type HashRequest,
  type HashResults,
  type HashTask,
  type Look,
  stopSlot,
} from './hash-task.ts'
import { sampleHash } from './sample-hash.ts'

// [Note: hashing speed] Synchronous reads into one reused buffer are as fast as openssl, three times a Node stream.
const buffer = Buffer.allocUnsafe(1024 * 1024)

parentPort?.on('message', ({ task, shared }: HashRequest) => {
  try {
    reply({ result: perform(task, shared) })
  } catch (error) {
    reply({ error: { code: systemCode(error), message: messageOf(error) } })
  }
})

function perform(task: HashTask, shared: Float64Array): HashResults[keyof HashResults] {
  if (task.kind === 'fingerprint') return fingerprint(task.path)
  if (task.kind === 'fingerprints') return task.paths.map(tryFingerprint)
  if (task.kind === 'looks') return task.paths.map(look)
  if (task.kind === 'hashes') return task.paths.map((path) => tryHash(path, shared))
  return hash(task.path, task.copyTo, shared)
}

function reply(message: HashReply): void {
  parentPort?.postMessage(message)
}

/** Opens a file to read. What is no file is refused, and a pipe that took its place does not block the thread. */
function openFile(path: string): { descriptor: number; stats: Stats } {
  const descriptor = openSync(path, constants.O_RDONLY | (constants.O_NONBLOCK ?? 0))
  const stats = fstatSync(descriptor)
  if (stats.isFile()) return { descriptor, stats }
  closeSync(descriptor)
  throw Object.assign(new Error(`${path} is no file`), { code: 'EISDIR' })
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

function tryHash(path: string, shared: Float64Array): HashResults['hash'] | null {
  try {
    return hash(path, undefined, shared)
  } catch {
    return null
  }
}

function look(path: string): Look {
  try {
    const stats = statSync(path)
    return stats.isFile() ? { size_bytes: stats.size, mtime_ms: Math.floor(stats.mtimeMs) } : 'unknown'
  } catch (error) {
    const code = systemCode(error)
    return code === 'ENOENT' || code === 'ENOTDIR' ? 'gone' : 'unknown'
  }
}

function hash(path: string, copyTo: string | undefined, shared: Float64Array): HashResults['hash'] {
  const { descriptor: source, stats: before } = openFile(path)
  let target: number | undefined
  try {
    if (copyTo !== undefined) target = openSync(copyTo, 'wx')
    const fileHash = readAll(source, target, before.size, shared)
    if (target !== undefined) fsyncSync(target)
    // The path may by now name another file than the one that was read.
    const moved = !same(before, fstatSync(source)) || !same(before, statSync(path))
    return { file_hash: fileHash, size_bytes: before.size, mtime_ms: Math.floor(before.mtimeMs), moved }
  } finally {
    closeSync(source)
    if (target !== undefined) closeSync(target)
  }
}

function readAll(source: number, target: number | undefined, size: number, shared: Float64Array): string {
  const sha256 = createHash('sha256')
  for (let position = 0; ; ) {
    if (shared[stopSlot] !== 0) throw new Error('stopped')
    const count = readSync(source, buffer, 0, buffer.length, position)
    if (count === 0) return sha256.digest('hex')
    const bytes = buffer.subarray(0, count)
    sha256.update(bytes)
    if (target !== undefined) writeFully(target, bytes)
    position += count
    shared[fractionSlot] = size > 0 ? Math.min(1, position / size) : 1
  }
}

function writeFully(target: number, bytes: Buffer): void {
  for (let written = 0; written < bytes.length; ) written += writeSync(target, bytes, written)
}

function same(a: Stats, b: Stats): boolean {
  return a.size === b.size && a.mtimeMs === b.mtimeMs && a.ino === b.ino
}
