import type { FileHandle } from 'node:fs/promises'
import { openRegularFile } from '../files/open-file.ts'

/**
 * The longest tag that is kept, 16 MiB. Workflows of 180 KB are normal; longer texts are not workflows, and would be in
 * every answer about the video.
 */
export const longestTagBytes = 16 * 1024 * 1024

/** The tags of a file; `notes` are sentences about what was left out. */
export interface FoundTags {
  tags: { key: string; value: string }[]
  notes: string[]
}

/** A file that is read in ranges. */
export interface BoundedFile {
  size: number
  /** Returns the bytes at a position; fewer at the end of the file. */
  read(position: number, length: number): Promise<Buffer>
}

/** Opens a file for `work` and closes it afterwards. @throws an Error with the system's `code`, EISDIR for a pipe. */
export async function withFile<T>(path: string, work: (file: BoundedFile) => Promise<T>): Promise<T> {
  const file = await openRegularFile(path)
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

/** Decodes bytes as UTF-8 if they are valid, else as Latin-1: programs mix them up, whatever the format requires. */
export function decodeText(bytes: Uint8Array): string {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes)
  } catch {
    return Buffer.from(bytes).toString('latin1')
  }
}

/** Returns the note for a tag that is too long. */
export function tooLong(key: string): string {
  return `Its tag “${key}” is longer than 16 MiB and was left out.`
}
