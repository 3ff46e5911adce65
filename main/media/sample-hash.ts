import { readSync } from 'node:fs'
import xxhash from 'xxhash-wasm'

const { h64Raw } = await xxhash()
const sampleBytes = 1024
/** Filled and hashed in one go, so that one is enough: of the size of a content and its three samples. */
const hashed = Buffer.alloc(8 + 3 * sampleBytes)

/** Copies `length` bytes from `position` of a content to `offset` of `into`; zeros where it has become shorter. */
type Read = (into: Buffer, offset: number, length: number, position: number) => void

/**
 * The sampled XxHash64 of an open file of `size` bytes, 16 hex digits: of its size as 8 bytes (little-endian) and its first, middle and
 * last 1024 bytes, or all of it below 3072 bytes. It finds candidates and tells whether a known file was touched;
 * it never decides that two contents are the same. Blocks; call it in a worker. (docs/database.md, “sample hash”)
 */
export function sampleHash(descriptor: number, size: number): string {
  return hashSamples(size, (into, offset, length, position) => readFully(descriptor, into, offset, length, position))
}

/** The same of a content that is in no file yet: with the prefix `V`, so that it is never taken for that of a file. */
export function virtualSampleHash(content: Uint8Array): string {
  const read: Read = (into, offset, length, position) => {
    into.set(content.subarray(position, position + length), offset)
  }
  return `V${hashSamples(content.length, read)}`
}

function hashSamples(size: number, read: Read): string {
  const starts = size < 3 * sampleBytes ? [0] : [0, Math.floor((size - sampleBytes) / 2), size - sampleBytes]
  const length = size < 3 * sampleBytes ? size : sampleBytes
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
