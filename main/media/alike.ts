import { createHash } from 'node:crypto'
import { closeSync, fstatSync, lstatSync, readSync } from 'node:fs'
import { messageOf, systemCode } from '../../shared/errors.ts'
import { type AlikeFile, type AlikeGroup, fractionSlot, statsPerPath, stopSlot } from './hash-task.ts'
import { openFile } from './open-file.ts'
import { sampleHash } from './sample-hash.ts'

// What hash workers do to find copies: synchronous reads into reused buffers, and one message for many files.

const chunkBytes = 1024 * 1024
const buffer = Buffer.allocUnsafe(chunkBytes)
const otherBuffer = Buffer.allocUnsafe(chunkBytes)
/** So many files are open at once. */
const openAtOnce = 32

/** How paths look from outside, four numbers each; no file is opened, and no symbolic link followed. */
export function statAll(paths: readonly string[]): Float64Array {
  const stats = new Float64Array(paths.length * statsPerPath)
  for (const [index, path] of paths.entries()) stats.set(statOne(path), index * statsPerPath)
  return stats
}

const noFile = [-1, 0, 0, 0]

function statOne(path: string): number[] {
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
 * Of files of one size: samples all, and reads in full those that share their sample. Of files that turn out to be the same, byte by
 * byte, the SHA-256 of one is that of all, which costs a third of hashing each. The answers are in the order of the paths.
 */
export function readAlike(groups: readonly AlikeGroup[], shared: Float64Array): AlikeFile[][] {
  return groups.map((group, index) => {
    const answers = readGroup(group, shared)
    shared[fractionSlot] = (index + 1) / groups.length
    return answers
  })
}

function readGroup({ paths, samples, size_bytes }: AlikeGroup, shared: Float64Array): AlikeFile[] {
  const answers: AlikeFile[] = new Array(paths.length)
  const staysOpen = paths.length <= openAtOnce
  const bySample = new Map<string, Opened[]>()
  const files: Opened[] = []
  try {
    for (const [index, path] of paths.entries()) {
      requireGoing(shared)
      attempt(answers, index, () => {
        const file = sample(index, path, size_bytes)
        files.push(file)
        if (!staysOpen) close(file)
        const alike = bySample.get(file.sample_hash)
        if (alike) alike.push(file)
        else bySample.set(file.sample_hash, [file])
      })
    }
    for (const [sampleHash, alike] of bySample) {
      if (alike.length > 1 || samples.includes(sampleHash)) readSame(alike, size_bytes, answers, shared)
      else
        for (const { index, mtime_ms, sample_hash } of alike)
          answers[index] = { mtime_ms, sample_hash, file_hash: null }
    }
    return answers
  } finally {
    for (const file of files) close(file)
  }
}

/** Does what can fail of one file: the others go on. */
function attempt(answers: AlikeFile[], index: number, work: () => void): void {
  try {
    work()
  } catch (error) {
    answers[index] = { code: systemCode(error), message: messageOf(error) }
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
  return Object.assign(new Error(`${path} changed while it was read; it is still being written.`), { code: 'CHANGED' })
}

function requireGoing(shared: Float64Array): void {
  if (shared[stopSlot] !== 0) throw new Error('stopped')
}

/** Files that look the same, a few at a time. */
function readSame(alike: readonly Opened[], size: number, answers: AlikeFile[], shared: Float64Array): void {
  for (let start = 0; start < alike.length; start += openAtOnce) {
    let left: readonly Opened[] = alike.slice(start, start + openAtOnce)
    while (left.length > 0) left = compareAll(left, size, answers, shared)
  }
}

/** Hashes the first, compares the others with it, and answers with those that are something else. */
function compareAll(
  [first, ...others]: readonly Opened[],
  size: number,
  answers: AlikeFile[],
  shared: Float64Array,
): Opened[] {
  if (!first) return []
  const apart: Opened[] = []
  let same = others
  const sha256 = createHash('sha256')
  try {
    for (let position = 0; position < size; ) {
      requireGoing(shared)
      const count = read(first, buffer, position, size)
      sha256.update(buffer.subarray(0, count))
      same = same.filter((other) => isSame(other, position, count, { size, answers, apart }))
      position += count
    }
  } catch (error) {
    requireGoing(shared)
    // The others are compared among themselves.
    answers[first.index] = { code: systemCode(error), message: messageOf(error) }
    close(first)
    return others.filter(({ index }) => answers[index] === undefined)
  }
  const file_hash = sha256.digest('hex')
  for (const file of [first, ...same]) {
    attempt(answers, file.index, () => {
      answers[file.index] = { mtime_ms: mtimeNow(file, size), sample_hash: file.sample_hash, file_hash }
    })
    close(file)
  }
  return apart
}

interface Comparing {
  size: number
  answers: AlikeFile[]
  /** Gains what differs. */
  apart: Opened[]
}

function isSame(other: Opened, position: number, count: number, { size, answers, apart }: Comparing): boolean {
  let isEqual: boolean | undefined
  attempt(answers, other.index, () => {
    isEqual =
      read(other, otherBuffer, position, size, count) === count && buffer.compare(otherBuffer, 0, count, 0, count) === 0
  })
  if (isEqual === false) apart.push(other)
  return isEqual === true
}

/** Reads what there is from `position` on, as much as fits. @throws where the file has become shorter than it was. */
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

/** When it was changed last. @throws where that was since it was sampled: what was read may be part old, part new. */
function mtimeNow({ descriptor, path, mtime_ms }: Opened, size: number): number {
  const stats = fstatSync(descriptor ?? -1)
  if (stats.size !== size || Math.floor(stats.mtimeMs) !== mtime_ms) throw changed(path)
  return mtime_ms
}
