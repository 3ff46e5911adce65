import { constants, existsSync } from 'node:fs'
import { copyFile, link, mkdir, rename, rm } from 'node:fs/promises'
import { dirname } from 'node:path'
import type { ImportMode } from '../../shared/contract/imports.ts'
import { RushesError, systemCode } from '../../shared/errors.ts'
import type { HashPool } from '../media/hash-pool.ts'

/** A file whose content is known, and where its bytes lie now. */
export interface Hashed {
  source: string
  file_hash: string
  /** A whole, fsynced copy in the library's incoming folder, where hashing made one. */
  copy?: string
}

/**
 * Brings a hashed file to its place in the library, `target`, and answers with the path that plays. `reference` leaves it
 * where it is. A moved file is linked first and removed from its old place only after it was recorded, by the caller:
 * whatever happens in between, its bytes are somewhere with a name.
 * @throws RushesError NOT_SUPPORTED when `link` cannot share bytes between the two disks.
 */
export async function place(
  file: Hashed,
  mode: ImportMode,
  target: string,
  tools: { hashes: HashPool; temporary: () => string; signal: AbortSignal },
): Promise<string> {
  if (mode === 'reference') return file.source
  // The name says the content: a whole file of that name is this one.
  if (existsSync(target)) return target
  await mkdir(dirname(target), { recursive: true })
  if (file.copy !== undefined) await rename(file.copy, target)
  else if (mode === 'link') await shareBytes(file.source, target)
  else await linkOrCopy(file, target, tools)
  return target
}

/** A reflink where the file system can, else a hard link. */
async function shareBytes(source: string, target: string): Promise<void> {
  try {
    await copyFile(source, target, constants.COPYFILE_FICLONE_FORCE | constants.COPYFILE_EXCL)
    return
  } catch {
    await rm(target, { force: true })
  }
  try {
    await link(source, target)
  } catch (error) {
    if (systemCode(error) !== 'EXDEV' && systemCode(error) !== 'EPERM' && systemCode(error) !== 'ENOTSUP') throw error
    throw new RushesError(
      'NOT_SUPPORTED',
      `${source} cannot be linked into the library from its disk; copy or move it.`,
      {
        cause: error,
      },
    )
  }
}

/** Within one disk a second name is enough; across disks the bytes are copied, and compared by their hash. */
async function linkOrCopy(
  file: Hashed,
  target: string,
  { hashes, temporary, signal }: { hashes: HashPool; temporary: () => string; signal: AbortSignal },
): Promise<void> {
  try {
    await link(file.source, target)
    return
  } catch (error) {
    if (systemCode(error) === 'ENOENT') throw error
  }
  const copyTo = temporary()
  try {
    const copied = await hashes.run({ kind: 'hash', path: file.source, copyTo }, { signal })
    if (copied.moved || copied.file_hash !== file.file_hash) {
      throw new RushesError('FILE_CHANGED', `${file.source} changed while it was moved; it stays where it is.`)
    }
    await rename(copyTo, target)
  } finally {
    await rm(copyTo, { force: true })
  }
}
