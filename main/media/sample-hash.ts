import { readSync } from 'node:fs'
import xxhash from 'xxhash-wasm'

const { h64Raw } = await xxhash()
const sampleBytes = 1024

/** Copies `length` bytes from `position` of a content to `offset` of `into`; fewer where it has become shorter. */
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
  const input = Buffer.alloc(8 + starts.length * length)
  input.writeBigUInt64LE(BigInt(size), 0)
  for (const [index, start] of starts.entries()) read(input, 8 + index * length, length, start)
  return h64Raw(input).toString(16).padStart(16, '0')
}

function readFully(descriptor: number, into: Buffer, offset: number, length: number, position: number): void {
  let read = 0
  while (read < length) {
    const count = readSync(descriptor, into, offset + read, length - read, position + read)
    if (count === 0) return
    read += count
  }
}
