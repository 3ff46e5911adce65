import type { FilePool } from '../media/files/file-pool.ts'

interface VerifiedCopy {
  from: string
  /** A new path. */
  to: string
  /** The SHA-256 of the content. */
  fileHash: string
  signal?: AbortSignal | undefined
}

/**
 * Copies a file and returns whether it and the copy have the content: the bytes are hashed while they are read, and the
 * copy is read again.
 * @throws an Error with the system's `code`; RushesError CANCELLED
 */
export async function copyVerified(files: FilePool, { from, to, fileHash, signal }: VerifiedCopy): Promise<boolean> {
  const copied = await files.run({ kind: 'hash', path: from, copyTo: to }, { signal })
  const read = await files.run({ kind: 'hash', path: to }, { signal })
  return !copied.changed && copied.file_hash === fileHash && read.file_hash === fileHash
}
