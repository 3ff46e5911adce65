/** What the main thread asks of a hash worker. Paths are absolute. */
export type HashTask =
  | { kind: 'fingerprint'; path: string }
  /** Of many files in one go, where a thread would wait longer for each task than it takes. */
  | { kind: 'fingerprints'; paths: readonly string[] }
  /** How many paths look; no file is opened. */
  | { kind: 'looks'; paths: readonly string[] }
  /** SHA-256 of a whole file; with `copyTo`, its bytes are written there on the way (one read) and fsynced. */
  | { kind: 'hash'; path: string; copyTo?: string }
  /** The same of many small files in one go. */
  | { kind: 'hashes'; paths: readonly string[] }
  /** How paths look, as numbers: what is asked of very many. No symbolic link is followed. */
  | { kind: 'stats'; paths: readonly string[] }
  /** Groups of files of one size each: samples of all, and the SHA-256 of those that share their sample. */
  | { kind: 'alike'; groups: readonly AlikeGroup[] }

/** Files of one size, which may be copies of each other, or of files with one of these samples. */
export interface AlikeGroup {
  size_bytes: number
  paths: readonly string[]
  samples: readonly string[]
}

/** What was found out of one of them: without a hash where no other has its sample, or why it could not be read. */
export type AlikeFile =
  | { mtime_ms: number; sample_hash: string; file_hash: string | null }
  | { code: string | undefined; message: string }

/** Of each path: its size (-1 where there is no file), its modification time in whole milliseconds, its device and its inode. */
export const statsPerPath = 4

/** A file as it is now, without having read all of it. */
export interface Fingerprint {
  size_bytes: number
  /** Whole milliseconds. */
  mtime_ms: number
  sample_hash: string
}

/** `moved`: its size or modification time changed while it was read. */
export interface HashedFile {
  file_hash: string
  size_bytes: number
  mtime_ms: number
  moved: boolean
}

/** What a path shows from outside: a file, nothing at all, or what cannot be told (no file, no permission). */
export type Look = { size_bytes: number; mtime_ms: number } | 'gone' | 'unknown'

export interface HashResults {
  fingerprint: Fingerprint
  /** In the order of the paths; null where there is no file that can be read. */
  fingerprints: (Fingerprint | null)[]
  looks: Look[]
  hash: HashedFile
  /** In the order of the paths; null where there is no file that can be read. */
  hashes: (HashedFile | null)[]
  /** `statsPerPath` numbers for each path, in their order. */
  stats: Float64Array
  alike: AlikeFile[][]
}

/** Shared with the worker: whether to stop (not 0), and how much of the file is done (0 to 1). */
export const stopSlot = 0
export const fractionSlot = 1

export interface HashRequest {
  task: HashTask
  shared: Float64Array
}

export type HashReply =
  | { result: HashResults[keyof HashResults] }
  | { error: { code: string | undefined; message: string } }
