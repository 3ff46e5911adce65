import type { ImportMode } from '../../shared/contract/imports.ts'
import { RushesError } from '../../shared/errors.ts'
import type { FingerprintedFile } from '../contents/hash-unchanged.ts'
import type { Core } from '../core.ts'
import type { GivenDescription } from '../database/videos.ts'

export interface FileToImport {
  /** Absolute. */
  path: string
  mode: ImportMode
  /** True if the file is an upload: its path in the incoming folder is not recorded. */
  uploaded: boolean
  /** The content that the file must have, or is refused. */
  file_hash?: string
  /** Its SHA-256, if it was computed while the file arrived; the file is not read again. */
  known_hash?: string
}

/** The state that the steps of an import share. */
export interface Work {
  signal: AbortSignal
  /** Called with how much of the file is read, 0 to 1. */
  onFraction: (fraction: number) => void
  /** A path in the library's incoming folder, for a copy that is not complete yet. */
  arriving: string
  /** The source and the metadata for the new videos of this import. */
  given?: GivenDescription & { id?: string | undefined; name?: string | undefined }
}

/**
 * Takes the fingerprint of a file: size, modification time and sample.
 * @throws RushesError FILE_UNREADABLE for an empty file.
 */
export async function fingerprint(core: Core, path: string, { signal }: Work): Promise<FingerprintedFile> {
  const source = { path, ...(await core.files.run({ kind: 'fingerprint', path }, { signal })) }
  requireBytes(source)
  return source
}

/** @throws RushesError FILE_UNREADABLE for an empty file */
export function requireBytes({ path, size_bytes }: FingerprintedFile): void {
  if (size_bytes === 0) throw new RushesError('FILE_UNREADABLE', `${path} is empty.`)
}
