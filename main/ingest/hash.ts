import { hashUnchanged } from '../contents/hash-unchanged.ts'
import { holdsContent } from '../contents/open-content.ts'
import { lookUpStored } from '../contents/stored-content.ts'
import type { Core } from '../core.ts'
import { findLocation } from '../database/contents/locations.ts'
import { isSameFingerprint } from '../media/files/fingerprint.ts'
import type { Fingerprinted, Work } from './fingerprint.ts'

export interface Hashed extends Fingerprinted {
  file_hash: string
  /** `copied` to the incoming folder while it was read; `recorded`: the hash of the last visit, or of an upload. */
  read: 'copied' | 'in place' | 'recorded'
}

/**
 * Finds out the SHA-256 of a file: the recorded one if the file has not changed and its bytes are not needed, else the
 * file is read, and copied to the incoming folder in the same read if the library is to have a copy.
 * @throws RushesError FILE_CHANGED, CANCELLED
 */
export async function hash(core: Core, file: Fingerprinted, { arriving, ...options }: Work): Promise<Hashed> {
  const recorded = file.known_hash ?? (await findRecordedHash(core, file))
  if (recorded !== undefined) return { ...file, file_hash: recorded, read: 'recorded' }
  const isCopied = file.mode === 'copy'
  const copyTo = isCopied ? arriving : undefined
  const { file_hash } = await hashUnchanged(core, file.source, { ...options, copyTo })
  return { ...file, file_hash, read: isCopied ? 'copied' : 'in place' }
}

/**
 * Returns the recorded hash of a path whose fingerprint has not changed. Undefined if the file must be read: a file
 * that stays in its place, if its content is new to the library and it was never read in full; another one, if the
 * library has no file of the content.
 */
async function findRecordedHash(core: Core, { source, mode }: Fingerprinted): Promise<string | undefined> {
  const last = await findLocation(core.db, source.path)
  if (!last || !isSameFingerprint(last, source)) return undefined
  const { file_hash, missing_since, verified_at } = last
  const stored = await lookUpStored(core, { path: source.path, file_hash })
  const isEnough =
    mode === 'reference'
      ? stored !== undefined || (missing_since === null && verified_at !== null)
      : stored !== undefined && (await holdsContent(core, stored))
  return isEnough ? file_hash : undefined
}
