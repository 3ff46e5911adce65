import { relative, sep } from 'node:path'
import type { Readable } from 'node:stream'
import type { Layout } from '../layout.ts'

/** A file to store, with what its bytes must be. */
export interface NewObject {
  /** An absolute path. A store in a folder of the same disk moves the file. */
  path: string
  /** The SHA-256 of the content. */
  file_hash: string
  size_bytes: number
}

/** Both ends are included. */
export interface ByteRange {
  start: number
  end: number
}

export interface StoredObject {
  key: string
  size_bytes: number
}

interface PutOptions {
  signal?: AbortSignal | undefined
  /** Called with the number of bytes that have arrived. */
  onBytes?: (bytes: number) => void
}

/**
 * Stores whole objects by key: in the library's folder, or in a bucket. The keys are the same in both, see `keyOf`.
 * All calls throw RushesError STORAGE_FAILED, which names the store and says what to do, and CANCELLED.
 */
export interface ObjectStore {
  /** The folder or the address of the bucket, for messages. */
  readonly name: string
  /** Stores an object, or replaces it. Either all of it is there afterwards, or nothing has changed. */
  put(key: string, file: NewObject, options?: PutOptions): Promise<void>
  /** Reads an object, or a range of it. @throws RushesError FILE_MISSING */
  get(key: string, options?: { range?: ByteRange | undefined; signal?: AbortSignal | undefined }): Promise<Readable>
  /** Returns the size of an object; undefined if there is none. */
  head(key: string, signal?: AbortSignal): Promise<{ size_bytes: number } | undefined>
  /** Deletes an object, if it is there. */
  delete(key: string): Promise<void>
  /** Lists the objects whose keys begin with `prefix`. */
  list(prefix: string): AsyncGenerator<StoredObject>
  /** Returns an address at which another program can read the object for `seconds` without a key. */
  addressOf(key: string, seconds: number): Promise<string>
}

/** The part of a store that reads: an archive has no other. */
export type ObjectReader = Pick<ObjectStore, 'name' | 'get' | 'head'>

/** Returns the key of a file of the library: its path in the library's folder, with slashes on every system. */
export function keyOf({ folder }: Pick<Layout, 'folder'>, path: string): string {
  return relative(folder, path).split(sep).join('/')
}
