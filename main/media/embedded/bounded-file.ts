import { type FileHandle, open } from 'node:fs/promises'

/**
 * The longest text that is kept of one tag, 16 MiB. Workflows of 180 KB are normal; what is longer is none, and would be in
 * every answer about the video.
 */
export const longestTagBytes = 16 * 1024 * 1024

/** What tags were found, and what was left out, as sentences for people. */
export interface FoundTags {
  tags: { key: string; value: string }[]
  notes: string[]
}

/** A file that is read in pieces. */
export interface BoundedFile {
  size: number
  /** The bytes at a position; fewer where the file ends before. */
  read(position: number, length: number): Promise<Buffer>
}

/** Opens a file for `work` and closes it whatever happens. @throws an Error with the system's `code`. */
export async function withFile<T>(path: string, work: (file: BoundedFile) => Promise<T>): Promise<T> {
  const file = await open(path, 'r')
  try {
    return await work({ size: (await file.stat()).size, read: (position, length) => readAt(file, position, length) })
  } finally {
    await file.close()
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

/** Bytes as UTF-8 where they are, else as Latin-1: formats that ask for the one are written with the other too. */
export function decodeText(bytes: Uint8Array): string {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes)
  } catch {
    return Buffer.from(bytes).toString('latin1')
  }
}

/** The sentence for a tag that is too long. */
export function tooLong(key: string): string {
  return `Its tag “${key}” is longer than 16 MiB and was left out.`
}
