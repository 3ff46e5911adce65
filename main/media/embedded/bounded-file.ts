import type { FileHandle } from 'node:fs/promises'
import { openRegularFile } from '../files/open-file.ts'

/** A file that is read in ranges. */
export interface BoundedFile {
  size: number
  /** Returns the bytes at a position; fewer at the end of the file. They must not be changed. */
  read(position: number, length: number): Promise<Buffer>
}

/** A range of bytes in a file. */
export interface Extent {
  position: number
  length: number
}

/** Opens a file for `work` and closes it afterwards. @throws an Error with the system's `code`, EISDIR for a pipe. */
export async function withFile<T>(path: string, work: (file: BoundedFile) => Promise<T>): Promise<T> {
  const file = await openRegularFile(path)
  try {
    const { size } = await file.stat()
    return await work({ size, read: bufferedReads(file, size) })
  } finally {
    await file.close()
  }
}

/** Returns bytes as a file, so that one reader serves a file and data within another. */
export function fileOf(bytes: Buffer): BoundedFile {
  return {
    size: bytes.length,
    read: async (position, length) => bytes.subarray(position, Math.max(position, position + length)),
  }
}

/** Returns ranges of a file as one file, of which only what is asked for is read. */
export function fileOfExtents(file: BoundedFile, extents: readonly Extent[]): BoundedFile {
  return {
    size: extents.reduce((sum, { length }) => sum + length, 0),
    read(position, length) {
      const parts: Extent[] = []
      let start = 0
      for (const extent of extents) {
        const [from, to] = [Math.max(position, start), Math.min(position + length, start + extent.length)]
        if (to > from) parts.push({ position: extent.position + from - start, length: to - from })
        start += extent.length
      }
      return parts.length === 0 ? Promise.resolve(Buffer.alloc(0)) : readExtents(file, parts)
    },
  }
}

/** Returns the bytes of several ranges, joined; of a range that leaves the file, those inside. */
export async function readExtents(file: BoundedFile, extents: readonly Extent[]): Promise<Buffer> {
  const parts: Buffer[] = []
  for (const { position, length } of extents) parts.push(await file.read(position, length))
  const [only] = parts
  return parts.length === 1 && only ? only : Buffer.concat(parts)
}

const smallestWindow = 4 * 1024
/** All of a short clip, and the headers of most longer ones. */
const firstWindow = 64 * 1024
const largestWindow = 256 * 1024

/**
 * Reads small ranges out of a window, so that millions of headers take few system calls. The window grows while ranges
 * follow each other, and stays small while they are far apart.
 */
function bufferedReads(file: FileHandle, fileSize: number): BoundedFile['read'] {
  let window: Buffer = Buffer.alloc(0)
  let start = 0
  let size = firstWindow / 2
  return async (position, wanted) => {
    const length = Math.max(0, Math.min(wanted, fileSize - position))
    const at = position - start
    if (at >= 0 && at + length <= window.length) return window.subarray(at, at + length)
    if (length > largestWindow) return await readAt(file, position, length)
    const isNear = at >= 0 && at <= window.length + size
    size = isNear ? Math.min(size * 2, largestWindow) : smallestWindow
    window = await readAt(file, position, Math.max(length, Math.min(size, fileSize - position)))
    start = position
    return window.subarray(0, length)
  }
}

async function readAt(file: FileHandle, position: number, length: number): Promise<Buffer> {
  const buffer = Buffer.alloc(length)
  let count = 0
  while (count < length) {
    const { bytesRead } = await file.read(buffer, count, length - count, position + count)
    if (bytesRead === 0) break
    count += bytesRead
  }
  return buffer.subarray(0, count)
}
