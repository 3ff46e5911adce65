import type { ImportMode } from '../../shared/contract/imports.ts'
import { type FingerprintedFile, hashUnchanged, hashUnknown } from '../contents/hash-unchanged.ts'
import { holdsContent } from '../contents/open-content.ts'
import { lookUpStored } from '../contents/stored-content.ts'
import type { Core } from '../core.ts'
import { findLocation } from '../database/contents/locations.ts'
import type { LocationRow } from '../database/tables.ts'
import { isSameFingerprint } from '../media/files/fingerprint.ts'
import { type FileToImport, fingerprint, requireBytes, type Work } from './fingerprint.ts'

export interface Hashed {
  source: FingerprintedFile
  mode: ImportMode
  uploaded: boolean
  file_hash: string
  /** `copied` to the incoming folder while it was read; `recorded`: the hash of the last visit, or of an upload. */
  read: 'copied' | 'in place' | 'recorded'
}

/**
 * Takes the fingerprint of a file and finds out its SHA-256: the recorded one if the file has not changed and its bytes
 * are not needed, else the file is read, and copied to the incoming folder in the same read if the library is to have a
 * copy.
 * @throws RushesError FILE_UNREADABLE for an empty file, FILE_CHANGED, CANCELLED
 */
export async function hash(core: Core, file: FileToImport, work: Work): Promise<Hashed> {
  const { path, mode, uploaded, known_hash } = file
  const isCopied = mode === 'copy'
  const options = { ...work, copyTo: isCopied ? work.arriving : undefined }
  const read = isCopied ? 'copied' : 'in place'
  const last = known_hash === undefined ? await findLocation(core.db, path) : undefined
  if (known_hash === undefined && !last) {
    // Takes both in one read, because the path has no earlier fingerprint to compare.
    const { file_hash, ...source } = await hashUnknown(core, path, options)
    requireBytes(source)
    return { source, mode, uploaded, file_hash, read }
  }
  const source = await fingerprint(core, path, work)
  const recorded = known_hash ?? (last && (await recordedHash(core, source, mode, last)))
  if (recorded !== undefined) return { source, mode, uploaded, file_hash: recorded, read: 'recorded' }
  const { file_hash } = await hashUnchanged(core, source, options)
  return { source, mode, uploaded, file_hash, read }
}

/**
 * Returns the hash of the last visit if the fingerprint has not changed since. Undefined if the file must be read: a
 * file that stays in its place, if its content is new to the library and it was never read in full; another one, if the
 * library has no file of the content.
 */
async function recordedHash(
  core: Core,
  source: FingerprintedFile,
  mode: ImportMode,
  last: LocationRow,
): Promise<string | undefined> {
  if (!isSameFingerprint(last, source)) return undefined
  const { file_hash, missing_since, verified_at } = last
  const stored = await lookUpStored(core, { path: source.path, file_hash })
  const isEnough =
    mode === 'reference'
      ? stored !== undefined || (missing_since === null && verified_at !== null)
      : stored !== undefined && (await holdsContent(core, stored))
  return isEnough ? file_hash : undefined
}
