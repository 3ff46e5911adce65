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
