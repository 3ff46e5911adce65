import { constants } from 'node:fs'
import { copyFile, link, lstat, mkdir, realpath, rename, rm } from 'node:fs/promises'
import { dirname } from 'node:path'
import type { ImportMode } from '../../shared/contract/imports.ts'
import { RushesError, systemCode } from '../../shared/errors.ts'
import type { HashPool } from '../media/hash-pool.ts'
import type { Fingerprint } from '../media/hash-task.ts'
import { requireUnchanged } from './unchanged.ts'

/** A file whose content is known, and where its bytes lie now. */
export interface Hashed {
  source: string
  file_hash: string
  /** Of the source when it was hashed. */
  fingerprint: Fingerprint
  /** A whole, fsynced copy in the library's incoming folder, where hashing made one. */
  copy?: string
}

interface Tools {
  hashes: HashPool
  /** Answers with a new name in the library's incoming folder. */
  temporary: () => string
  signal: AbortSignal
}

/**
 * Brings a hashed file to its place in the library, `target`, and answers with the path that plays. `reference` leaves it
 * where it is. Bytes arrive under a temporary name and are renamed: at `target` there is a whole file or none. A moved
 * file is removed from its old place only after it was recorded, by the caller: whatever happens in between, its bytes
 * are somewhere with a name.
 * @throws RushesError FILE_CHANGED when the source is another one by now, NOT_SUPPORTED when `link` cannot share bytes
 * between the two disks.
 */
export async function place(file: Hashed, mode: ImportMode, target: string, tools: Tools): Promise<string> {
  if (mode === 'reference') return file.source
  if (await isWhole(target, file, tools.hashes)) return target
  const arrived = file.copy ?? tools.temporary()
  try {
    if (file.copy === undefined) {
      if (mode === 'link') await shareBytes(file.source, arrived)
      else await linkOrCopy(file, arrived, tools)
      await requireUnchanged(tools.hashes, file.source, file.fingerprint)
    }
    await mkdir(dirname(target), { recursive: true })
    await rename(arrived, target)
  } finally {
    await rm(arrived, { force: true })
  }
  return target
}

/** The name says the content. Its sample shows where somebody wrote over what a hard link shares with the library. */
async function isWhole(target: string, { fingerprint }: Hashed, hashes: HashPool): Promise<boolean> {
  const there = await hashes.run({ kind: 'fingerprint', path: target }).catch(() => undefined)
  return there?.size_bytes === fingerprint.size_bytes && there.sample_hash === fingerprint.sample_hash
}

/** A reflink where the file system can, else a hard link; of the file itself where `source` is a symbolic link. */
async function shareBytes(source: string, arrived: string): Promise<void> {
  try {
    await copyFile(source, arrived, constants.COPYFILE_FICLONE_FORCE)
    return
  } catch {
    await rm(arrived, { force: true })
  }
  try {
    await link(await realpath(source), arrived)
  } catch (error) {
    if (systemCode(error) !== 'EXDEV' && systemCode(error) !== 'EPERM' && systemCode(error) !== 'ENOTSUP') throw error
    throw new RushesError(
      'NOT_SUPPORTED',
      `${source} cannot be linked into the library from its disk; copy or move it.`,
      { cause: error },
    )
  }
}

/**
 * Within one disk a second name is enough; across disks, and through a symbolic link, bytes are copied and compared by
 * their hash.
 */
async function linkOrCopy(file: Hashed, arrived: string, { hashes, signal }: Tools): Promise<void> {
  try {
    if (!(await lstat(file.source)).isSymbolicLink()) {
      await link(file.source, arrived)
      return
    }
  } catch (error) {
    if (systemCode(error) === 'ENOENT') throw error
  }
  const copied = await hashes.run({ kind: 'hash', path: file.source, copyTo: arrived }, { signal })
  if (copied.moved || copied.file_hash !== file.file_hash) {
    throw new RushesError('FILE_CHANGED', `${file.source} changed while it was moved; it stays where it is.`)
  }
}
