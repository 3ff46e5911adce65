import { closeSync, readSync } from 'node:fs'
import { openFile } from '../files/open-file.ts'

/** The most bytes that are returned at once of a part of a file; the library then asks for the rest. */
const longestRead = 1024 * 1024

/**
 * Gives `work` a file as a `Blob` that is read in ranges while the library of content credentials asks for them. It has
 * only what that library uses of a `Blob`, with the `FileReaderSync` of browsers, which Node does not have.
 */
export async function withBlob<T>(path: string, work: (blob: Blob) => Promise<T>): Promise<T> {
  const { descriptor, stats } = openFile(path)
  try {
    globalThis.FileReaderSync ??= RangeReader
    return await work(new FileRange(descriptor, 0, stats.size, stats.size) as unknown as Blob)
  } finally {
    closeSync(descriptor)
  }
}

declare global {
  var FileReaderSync: typeof RangeReader | undefined
}

class FileRange {
  readonly #descriptor: number
  readonly #start: number
  readonly size: number
  /** The bytes that a read returns at most. */
  readonly #most: number

  constructor(descriptor: number, start: number, end: number, most = longestRead) {
    this.#descriptor = descriptor
    this.#start = start
    this.size = end - start
    this.#most = most
  }

  slice(start: number, end: number): FileRange {
    return new FileRange(this.#descriptor, this.#start + start, this.#start + Math.max(start, Math.min(end, this.size)))
  }

  /** Returns the bytes; of a part that is long, only the first. */
  read(): ArrayBuffer {
    const bytes = new Uint8Array(Math.min(this.size, this.#most))
    const count = readSync(this.#descriptor, bytes, 0, bytes.length, this.#start)
    return bytes.buffer.slice(0, count)
  }
}

class RangeReader {
  readAsArrayBuffer(range: FileRange): ArrayBuffer {
    return range.read()
  }
}
