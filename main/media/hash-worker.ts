import { createHash } from 'node:crypto'
import { closeSync, fstatSync, fsyncSync, openSync, readSync, type Stats, statSync, write } from 'node:fs'
import { promisify } from 'node:util'
import { parentPort } from 'node:worker_threads'
import { messageOf, systemCode } from '../../shared/errors.ts'
import { readAlike, statAll } from './alike.ts'
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
import { openFile } from './open-file.ts'
import { sampleHash } from './sample-hash.ts'

// [Note: hashing speed] Synchronous reads into reused buffers are as fast as openssl, three times a Node stream. What is copied is
// written by another thread, out of the one buffer, while the next bytes are read into the other and hashed.
const bufferSize = 1024 * 1024
const buffers = [Buffer.allocUnsafe(bufferSize), Buffer.allocUnsafe(bufferSize)] as const
const writeSome = promisify(write)

parentPort?.on('message', async ({ task, shared }: HashRequest) => {
  try {
    reply({ result: await perform(task, shared) })
  } catch (error) {
    reply({ error: { code: systemCode(error), message: messageOf(error) } })
  }
})

async function perform(task: HashTask, shared: Float64Array): Promise<HashResults[keyof HashResults]> {
  if (task.kind === 'fingerprint') return fingerprint(task.path)
  if (task.kind === 'fingerprints') return task.paths.map(tryFingerprint)
  if (task.kind === 'looks') return task.paths.map(look)
  if (task.kind === 'hashes') return await hashEach(task.paths, shared)
  if (task.kind === 'stats') return statAll(task.paths)
  if (task.kind === 'alike') return readAlike(task.groups, shared)
  return await hash(task.path, task.copyTo, shared)
}

function reply(message: HashReply): void {
  parentPort?.postMessage(message)
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

async function hashEach(paths: readonly string[], shared: Float64Array): Promise<HashResults['hashes']> {
  const hashes: HashResults['hashes'] = []
  for (const path of paths) hashes.push(await hash(path, undefined, shared).catch(() => null))
  return hashes
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

async function hash(path: string, copyTo: string | undefined, shared: Float64Array): Promise<HashResults['hash']> {
  const { descriptor: source, stats: before } = openFile(path)
  let target: number | undefined
  try {
    if (copyTo !== undefined) target = openSync(copyTo, 'wx')
    const fileHash = await readAll(source, target, before.size, shared)
    if (target !== undefined) fsyncSync(target)
    // The path may by now name another file than the one that was read.
    const moved = !same(before, fstatSync(source)) || !same(before, statSync(path))
    return { file_hash: fileHash, size_bytes: before.size, mtime_ms: Math.floor(before.mtimeMs), moved }
  } finally {
    closeSync(source)
    if (target !== undefined) closeSync(target)
  }
}

async function readAll(
  source: number,
  target: number | undefined,
  size: number,
  shared: Float64Array,
): Promise<string> {
  const sha256 = createHash('sha256')
  let written: Promise<void> | undefined
  try {
    for (let position = 0, turn = 0; ; turn++) {
      if (shared[stopSlot] !== 0) throw new Error('stopped')
      const buffer = buffers[turn % 2 === 0 ? 0 : 1]
      const count = readSync(source, buffer, 0, bufferSize, position)
      await written
      if (count === 0) return sha256.digest('hex')
      const bytes = buffer.subarray(0, count)
      if (target !== undefined) written = writeFully(target, bytes, position)
      sha256.update(bytes)
      position += count
      shared[fractionSlot] = size > 0 ? Math.min(1, position / size) : 1
    }
  } finally {
    // Before the file is closed.
    await written?.catch(() => undefined)
  }
}

async function writeFully(target: number, bytes: Buffer, position: number): Promise<void> {
  for (let done = 0; done < bytes.length; ) {
    done += (await writeSome(target, bytes, done, bytes.length - done, position + done)).bytesWritten
  }
}

function same(a: Stats, b: Stats): boolean {
  return a.size === b.size && a.mtimeMs === b.mtimeMs && a.ino === b.ino
}
