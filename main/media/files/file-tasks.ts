/**
 * The requests of the main thread to a file thread. Paths are absolute. Tasks for many files at once save a message for
 * each.
 */
export type FileTask =
  | { kind: 'fingerprint'; path: string }
  | { kind: 'fingerprints'; paths: readonly string[] }
  /** Size and modification time, following symbolic links; no file is opened. */
  | { kind: 'stats'; paths: readonly string[] }
  /** The same and the inode, as numbers, for very many paths; follows no symbolic link. */
  | { kind: 'lstats'; paths: readonly string[] }
  /**
   * SHA-256 of a whole file. With `copyTo`, the bytes are also written there, in the same read, and synced; with
   * `copyAt`, into the file that is there, from that byte on, and not synced. A `descriptor` of the file, which stays
   * open, is read instead of opening the path. `sampled` asks for the sample too.
   */
  | { kind: 'hash'; path: string; copyTo?: string; copyAt?: number; descriptor?: number; sampled?: true }
  /** SHA-256 of many small files. */
  | { kind: 'hashes'; paths: readonly string[] }
  /** Samples of all files of each group, and the SHA-256 of those that share their sample. */
  | { kind: 'compare'; groups: readonly CopyCandidates[] }

/** Files of one size, which may be copies of each other, or of known contents that have one of these samples. */
export interface CopyCandidates {
  size_bytes: number
  paths: readonly string[]
  samples: readonly string[]
}

/** The result for one candidate: no hash if no other file has its sample, or why it could not be read. */
export type ComparedFile =
  | { mtime_ms: number; sample_hash: string; file_hash: string | null }
  | { code: string | undefined; message: string }

/**
 * For each path: its size (-1 if it is not a file), its modification time in whole milliseconds, its device and its
 * inode.
 */
export const numbersPerLstat = 4

/** Identifies the state of a file without reading all of it. */
export interface Fingerprint {
  size_bytes: number
  /** Whole milliseconds. */
  mtime_ms: number
  sample_hash: string
}

/** `changed`: its size or modification time changed while it was read. */
export interface HashedFile {
  file_hash: string
  size_bytes: number
  mtime_ms: number
  changed: boolean
  /** The checksum of a file that was copied with `copyAt`. */
  crc32?: number
  /** The sample hash, if it was asked for. */
  sample_hash?: string
}

/** A file, `gone` if nothing has that path, `unknown` if it is not a file or cannot be read. */
export type FileStat = { size_bytes: number; mtime_ms: number } | 'gone' | 'unknown'

/** Lists are in the order of the paths; null stands for a file that cannot be read. */
export interface FileResults {
  fingerprint: Fingerprint
  fingerprints: (Fingerprint | null)[]
  stats: FileStat[]
  /** `numbersPerLstat` numbers for each path. */
  lstats: Float64Array
  hash: HashedFile
  hashes: (HashedFile | null)[]
  compare: ComparedFile[][]
}
