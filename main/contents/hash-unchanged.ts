import { RushesError } from '../../shared/errors.ts'
import type { Core } from '../core.ts'
import type { Fingerprint } from '../media/files/file-tasks.ts'

/** A file and its fingerprint. */
export interface FingerprintedFile extends Fingerprint {
  /** Absolute. */
  path: string
}

/** A file and its content. */
export interface Content extends FingerprintedFile {
  file_hash: string
}

/** Options for reading a whole file. */
export interface ReadOptions {
  signal?: AbortSignal | undefined
  /** Called with how much of the file is read, 0 to 1. */
  onFraction?: (fraction: number) => void
  /** Path to write the bytes to on the way, synced to the disk; nothing may be there yet. */
  copyTo?: string | undefined
  /** An open descriptor of the file, to read it without opening the path. */
  descriptor?: number | undefined
}

/**
 * Reads all of a file and returns its content.
 * @throws RushesError FILE_CHANGED if the file is not the one that was fingerprinted, or changes during the read;
 * CANCELLED; an Error with the system's `code`.
 */
export async function hashUnchanged(
  core: Core,
  { path, size_bytes, mtime_ms, sample_hash }: FingerprintedFile,
  { copyTo, descriptor, ...options }: ReadOptions = {},
): Promise<Content> {
  const given = { ...(copyTo !== undefined && { copyTo }), ...(descriptor !== undefined && { descriptor }) }
  const read = await core.files.run({ kind: 'hash', path, ...given }, options)
  if (read.changed || read.size_bytes !== size_bytes || read.mtime_ms !== mtime_ms) throw changed(path)
  return { path, file_hash: read.file_hash, size_bytes, mtime_ms, sample_hash }
}

/**
 * Reads all of a file that was not fingerprinted before and returns its content.
 * @throws RushesError FILE_CHANGED if it changes during the read; CANCELLED; an Error with the system's `code`.
 */
export async function hashUnknown(core: Core, path: string, { copyTo, ...options }: ReadOptions): Promise<Content> {
  const given = copyTo !== undefined && { copyTo }
  const read = await core.files.run({ kind: 'hash', path, sampled: true, ...given }, options)
  if (read.changed) throw changed(path)
  const { file_hash, size_bytes, mtime_ms, sample_hash = '' } = read
  return { path, file_hash, size_bytes, mtime_ms, sample_hash }
}

function changed(path: string): RushesError {
  return new RushesError('FILE_CHANGED', `${path} changed while it was read; another program is still writing it.`)
}
