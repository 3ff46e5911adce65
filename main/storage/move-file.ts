import { randomUUID } from 'node:crypto'
import { existsSync } from 'node:fs'
import { chmod, copyFile, link, lstat, mkdir, rename, rm, stat, utimes } from 'node:fs/promises'
import { basename, dirname, join } from 'node:path'
import { RushesError, systemCode } from '../../shared/errors.ts'
import type { FilePool } from '../media/files/file-pool.ts'
import { copyVerified } from './copy-verified.ts'
import { incomingFolderFor } from './incoming.ts'
import { isWithin, type OwnedPath } from './inside-library.ts'
import type { Layout } from './layout.ts'
import { makeFolder } from './make-folder.ts'
import { outsideFolderOf } from './media-folders.ts'
import { syncFile } from './sync-file.ts'

interface Options {
  /** The folder of the library; folders inside of it are created as the library's own. */
  library: string
  files: FilePool
  /** The SHA-256 of the content. */
  fileHash: string
  signal?: AbortSignal
}

/**
 * Moves a file to a free path. On one volume it gets the new name before it loses the old one; across volumes it is
 * copied to the target's folder, verified, renamed, and only then removed. Whenever the process dies, all bytes have a
 * name.
 * @throws RushesError CONFLICT if `to` exists, FILE_CHANGED; an Error with the system's `code`. The file is then still
 * at `from`. One of the two is inside the library ([Note: what the library owns]).
 */
export async function moveFile(from: OwnedPath, to: string, options: Options): Promise<void>
export async function moveFile(from: string, to: OwnedPath, options: Options): Promise<void>
export async function moveFile(from: string, to: string, options: Options): Promise<void> {
  if (isWithin(to, options.library)) makeFolder(options.library, dirname(to))
  else await mkdir(dirname(to), { recursive: true })
  try {
    await renameExclusively(from, to)
  } catch (error) {
    if (systemCode(error) !== 'EXDEV') throw error
    await copyAcross(from, to, options)
  }
}

/** Renames without replacing another file: unlike rename, a hard link fails if its name exists. */
async function renameExclusively(from: string, to: string): Promise<void> {
  try {
    await link(from, to)
  } catch (error) {
    const code = systemCode(error) ?? ''
    if (code === 'EEXIST') throw new RushesError('CONFLICT', `Another file is at ${to} now.`, { cause: error })
    if (!['EPERM', 'ENOTSUP', 'EOPNOTSUPP', 'ENOSYS', 'EMLINK'].includes(code)) throw error
    // The file system has no hard links.
    if (await exists(to)) throw new RushesError('CONFLICT', `Another file is at ${to} now.`)
    await rename(from, to)
    return
  }
  await rm(from).catch(async (error) => {
    await rm(to)
    throw error
  })
}

async function exists(path: string): Promise<boolean> {
  return await lstat(path).then(
    () => true,
    () => false,
  )
}

async function copyAcross(from: string, to: string, { files, fileHash, signal }: Options): Promise<void> {
  // A scan ignores names that begin with a dot.
  const temporary = join(dirname(to), `.rushes-${randomUUID()}.part`)
  try {
    const { atime, mtime, mode } = await stat(from)
    if (!(await copyVerified(files, { from, to: temporary, fileHash, signal })))
      throw new RushesError('FILE_CHANGED', `${from} changed while it was copied; it was not moved.`)
    await chmod(temporary, mode)
    await utimes(temporary, atime, mtime)
    await renameExclusively(temporary, to)
    await rm(from)
  } finally {
    await rm(temporary, { force: true })
  }
}

/** Moves a file of the library to its trash or back. Does nothing if it is missing or `to` exists. */
export async function moveWithin(layout: Layout, from: OwnedPath, to: OwnedPath): Promise<void> {
  if (existsSync(from) && !existsSync(to)) await moveInto(layout, from, to)
}

/**
 * Moves a complete file to its path in the library, and replaces one that is there. Media can be on another disk
 * ([Note: media folders]): the file is copied to the folder for incomplete files there, synced and renamed, so that at
 * `to` there is a whole file or none; only then it leaves `from`.
 * @throws RushesError FILE_MISSING if the disk of `to` is away, LIBRARY_GONE; an Error with the system's `code`
 */
export async function moveInto(layout: Layout, from: string, to: OwnedPath): Promise<void> {
  const incoming = incomingFolderFor(layout, to)
  makeFolder(outsideFolderOf(layout, to) ?? layout.folder, dirname(to))
  try {
    return await rename(from, to)
  } catch (error) {
    if (systemCode(error) !== 'EXDEV') throw error
  }
  const temporary = join(incoming, `${randomUUID()}-${basename(to)}`)
  try {
    const { atime, mtime, mode } = await stat(from)
    await copyFile(from, temporary)
    await chmod(temporary, mode)
    await utimes(temporary, atime, mtime)
    await syncFile(temporary)
    await rename(temporary, to)
  } finally {
    await rm(temporary, { force: true })
  }
  await rm(from)
}
