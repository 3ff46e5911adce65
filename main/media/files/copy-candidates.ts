import { createHash } from 'node:crypto'
import { closeSync, fstatSync, lstatSync, readSync } from 'node:fs'
import { messageOf, systemCode } from '../../../shared/errors.ts'
import type { RunningRequest } from '../../threads/worker.ts'
import { type ComparedFile, type CopyCandidates, numbersPerLstat } from './file-tasks.ts'
import { openFile } from './open-file.ts'
import { sampleHash } from './sample-hash.ts'

// File threads find copies with synchronous reads into reused buffers, and one message for many files.

const chunkBytes = 1024 * 1024
const buffer = Buffer.allocUnsafe(chunkBytes)
const otherBuffer = Buffer.allocUnsafe(chunkBytes)
const mostOpenFiles = 32

/** Returns size, time, device and inode of each path; opens no file and follows no symbolic link. */
export function lstatAll(paths: readonly string[]): Float64Array {
  const stats = new Float64Array(paths.length * numbersPerLstat)
  for (const [index, path] of paths.entries()) stats.set(lstatOne(path), index * numbersPerLstat)
  return stats
}

const noFile = [-1, 0, 0, 0]

function lstatOne(path: string): number[] {
  try {
    const stats = lstatSync(path, { throwIfNoEntry: false })
    return stats?.isFile() ? [stats.size, Math.floor(stats.mtimeMs), stats.dev, stats.ino] : noFile
  } catch {
    return noFile
  }
}

interface Opened {
  index: number
  path: string
  descriptor: number | undefined
  mtime_ms: number
  sample_hash: string
}

/**
 * Compares files of one size: samples all, and reads in full those that share their sample. Files that are the same
 * byte by byte get the SHA-256 of one of them, which costs a third of hashing each. The results are in the order of the
 * paths.
 */
export function compareCandidates(groups: readonly CopyCandidates[], running: RunningRequest): ComparedFile[][] {
  return groups.map((group, index) => {
    const results = compareGroup(group, running)
    running.report((index + 1) / groups.length)
    return results
  })
}

function compareGroup({ paths, samples, size_bytes }: CopyCandidates, running: RunningRequest): ComparedFile[] {
  const results: ComparedFile[] = new Array(paths.length)
  const keepOpen = paths.length <= mostOpenFiles
  const bySample = new Map<string, Opened[]>()
  const files: Opened[] = []
  try {
    for (const [index, path] of paths.entries()) {
      requireRunning(running)
      attempt(results, index, () => {
        const file = sample(index, path, size_bytes)
        files.push(file)
        if (!keepOpen) close(file)
        const sameSample = bySample.get(file.sample_hash)
        if (sameSample) sameSample.push(file)
        else bySample.set(file.sample_hash, [file])
      })
    }
    for (const [sampleHash, sameSample] of bySample) {
      if (sameSample.length > 1 || samples.includes(sampleHash))
        hashSameSample(sameSample, size_bytes, results, running)
      else
        for (const { index, mtime_ms, sample_hash } of sameSample)
          results[index] = { mtime_ms, sample_hash, file_hash: null }
    }
    return results
  } finally {
    for (const file of files) close(file)
  }
}

/** Does what can fail for one file, so that the others go on. */
function attempt(results: ComparedFile[], index: number, work: () => void): void {
  try {
    work()
  } catch (error) {
    results[index] = { code: systemCode(error), message: messageOf(error) }
  }
}

function sample(index: number, path: string, size: number): Opened {
  const { descriptor, stats } = openFile(path)
  try {
    if (stats.size !== size) throw changed(path)
    const mtime_ms = Math.floor(stats.mtimeMs)
    return { index, path, descriptor, mtime_ms, sample_hash: sampleHash(descriptor, size) }
  } catch (error) {
    closeSync(descriptor)
    throw error
  }
}

function close(file: Opened): void {
  if (file.descriptor !== undefined) closeSync(file.descriptor)
  file.descriptor = undefined
}

function changed(path: string): Error {
  return Object.assign(new Error(`${path} changed while it was read; another program is still writing it.`), {
    code: 'CHANGED',
  })
}

function requireRunning(running: RunningRequest): void {
  if (running.isCancelled()) throw new Error('cancelled')
}

/** Reads files of one sample in full, a few at a time. */
function hashSameSample(
  files: readonly Opened[],
  size: number,
  results: ComparedFile[],
  running: RunningRequest,
): void {
  for (let start = 0; start < files.length; start += mostOpenFiles) {
    let left: readonly Opened[] = files.slice(start, start + mostOpenFiles)
    while (left.length > 0) left = compareAll(left, size, results, running)
  }
}

/** Hashes the first file, compares the others with it, and returns those that differ. */
function compareAll(
  [first, ...others]: readonly Opened[],
  size: number,
  results: ComparedFile[],
  running: RunningRequest,
): Opened[] {
  if (!first) return []
  const different: Opened[] = []
  let same = others
  const sha256 = createHash('sha256')
  try {
    for (let position = 0; position < size; ) {
      requireRunning(running)
      const count = read(first, buffer, position, size)
      sha256.update(buffer.subarray(0, count))
      same = same.filter((other) => isSame(other, position, count, { size, results, different }))
      position += count
    }
  } catch (error) {
    requireRunning(running)
    // The first one cannot be read: compare the others among themselves.
    results[first.index] = { code: systemCode(error), message: messageOf(error) }
    close(first)
    return others.filter(({ index }) => results[index] === undefined)
  }
  const file_hash = sha256.digest('hex')
  for (const file of [first, ...same]) {
    attempt(results, file.index, () => {
      results[file.index] = { mtime_ms: mtimeNow(file, size), sample_hash: file.sample_hash, file_hash }
    })
    close(file)
  }
  return different
}

interface Comparing {
  size: number
  results: ComparedFile[]
  /** Collects the files that differ. */
  different: Opened[]
}

function isSame(other: Opened, position: number, count: number, { size, results, different }: Comparing): boolean {
  let isEqual: boolean | undefined
  attempt(results, other.index, () => {
    isEqual =
      read(other, otherBuffer, position, size, count) === count && buffer.compare(otherBuffer, 0, count, 0, count) === 0
  })
  if (isEqual === false) different.push(other)
  return isEqual === true
}

/** Reads from `position` on, as much as fits. @throws an Error with `code` CHANGED if the file has become shorter. */
function read(file: Opened, into: Buffer, position: number, size: number, most = chunkBytes): number {
  file.descriptor ??= openFile(file.path).descriptor
  const length = Math.min(most, size - position)
  let done = 0
  while (done < length) {
    const count = readSync(file.descriptor, into, done, length - done, position + done)
    if (count === 0) throw changed(file.path)
    done += count
  }
  return done
}

/**
 * Returns the modification time. @throws an Error with `code` CHANGED if it is not that of the sample: bytes may be
 * part old, part new.
 */
function mtimeNow({ descriptor, path, mtime_ms }: Opened, size: number): number {
  const stats = fstatSync(descriptor ?? -1)
  if (stats.size !== size || Math.floor(stats.mtimeMs) !== mtime_ms) throw changed(path)
  return mtime_ms
}
