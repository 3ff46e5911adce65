import { readSync } from 'node:fs'
import type { FileHandle } from 'node:fs/promises'
import xxhash from 'xxhash-wasm'

const { h64Raw } = await xxhash()
const sampleBytes = 1024
/** The size of a content and its three samples. Filled and hashed synchronously, so one buffer is enough. */
const hashed = Buffer.alloc(8 + 3 * sampleBytes)

/**
 * Copies `length` bytes from `position` of a content to `offset` of `into`; fills with zeros if the content has become
 * shorter.
 */
type Read = (into: Buffer, offset: number, length: number, position: number) => void

/**
 * Returns the sampled XxHash64 of an open file of `size` bytes, 16 hex digits: of its size as 8 bytes (little-endian)
 * and its first, middle and last 1024 bytes, or all of it below 3072 bytes. It finds candidates and tells whether a
 * known file was modified; it never decides that two contents are the same. Blocks: call it in a worker thread.
 * (docs/database.md, “sample hash”)
 */
export function sampleHash(descriptor: number, size: number): string {
  return hashSamples(size, (into, offset, length, position) => readFully(descriptor, into, offset, length, position))
}

/** Returns the sample hash of a content in memory, with the prefix `V`, so that it never equals that of a file. */
export function virtualSampleHash(content: Uint8Array): string {
  const read: Read = (into, offset, length, position) => {
    into.set(content.subarray(position, position + length), offset)
  }
  return `V${hashSamples(content.length, read)}`
}

/** Returns the same hash of an open file without blocking, for the main thread. */
export async function readSampleHash(file: FileHandle, size: number): Promise<string> {
  const { starts, length } = samplesOf(size)
  const samples = new Map<number, Buffer>()
  for (const start of starts) {
    const sample = Buffer.alloc(length)
    for (let done = 0; done < length; ) {
      const { bytesRead } = await file.read(sample, done, length - done, start + done)
      if (bytesRead === 0) break
      done += bytesRead
    }
    samples.set(start, sample)
  }
  return hashSamples(size, (into, offset, _, position) => void samples.get(position)?.copy(into, offset))
}

function samplesOf(size: number): { starts: number[]; length: number } {
  if (size < 3 * sampleBytes) return { starts: [0], length: size }
  return { starts: [0, Math.floor((size - sampleBytes) / 2), size - sampleBytes], length: sampleBytes }
}

function hashSamples(size: number, read: Read): string {
  const { starts, length } = samplesOf(size)
  const input = hashed.subarray(0, 8 + starts.length * length)
  input.writeUInt32LE(size % 2 ** 32, 0)
  input.writeUInt32LE(Math.floor(size / 2 ** 32), 4)
  let offset = 8
  for (const start of starts) {
    read(input, offset, length, start)
    offset += length
  }
  return h64Raw(input).toString(16).padStart(16, '0')
}

function readFully(descriptor: number, into: Buffer, offset: number, length: number, position: number): void {
  let read = 0
  while (read < length) {
    const count = readSync(descriptor, into, offset + read, length - read, position + read)
    if (count === 0) break
    read += count
  }
  into.fill(0, offset + read, offset + length)
}
