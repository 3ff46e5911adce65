import { randomUUID } from 'node:crypto'
import { link, lstat, mkdir, rename, rm, stat, utimes } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { RushesError, systemCode } from '../../shared/errors.ts'
import type { HashPool } from '../media/hash-pool.ts'

interface Options {
  hashes: HashPool
  /** The SHA-256 of the content. */
  fileHash: string
  signal?: AbortSignal
}

/**
 * Moves a file to a path where nothing is yet. On one volume it gets its new name before it loses the old one; across volumes it is copied
 * beside its new place, read again from there, given its name, and only then removed. Whenever the process dies, all bytes have a name.
 * @throws RushesError CONFLICT where something is at `to`, FILE_CHANGED; an Error with the system's `code`. The file is where it was then.
 */
export async function moveFile(from: string, to: string, options: Options): Promise<void> {
  await mkdir(dirname(to), { recursive: true })
  try {
    await nameAnew(from, to)
  } catch (error) {
    if (systemCode(error) !== 'EXDEV') throw error
    await copyAcross(from, to, options)
  }
}

/** A second name never takes the place of another file, as a rename would. */
async function nameAnew(from: string, to: string): Promise<void> {
  try {
    await link(from, to)
  } catch (error) {
    const code = systemCode(error) ?? ''
    if (code === 'EEXIST') throw new RushesError('CONFLICT', `Something else lies at ${to} by now.`, { cause: error })
    if (!['EPERM', 'ENOTSUP', 'EOPNOTSUPP', 'ENOSYS', 'EMLINK'].includes(code)) throw error
    // A file system without second names.
    if (await exists(to)) throw new RushesError('CONFLICT', `Something else lies at ${to} by now.`)
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

async function copyAcross(from: string, to: string, { hashes, fileHash, signal }: Options): Promise<void> {
  // A name that no search takes for a video.
  const arriving = join(dirname(to), `.rushes-${randomUUID()}.part`)
  try {
    const { atime, mtime } = await stat(from)
    const copied = await hashes.run({ kind: 'hash', path: from, copyTo: arriving }, { signal })
    const read = await hashes.run({ kind: 'hash', path: arriving }, { signal })
    if (copied.moved || copied.file_hash !== fileHash || read.file_hash !== fileHash)
      throw new RushesError('FILE_CHANGED', `${from} changed while it was copied; it stays where it is.`)
    await utimes(arriving, atime, mtime)
    await nameAnew(arriving, to)
    await rm(from)
  } finally {
    await rm(arriving, { force: true })
  }
}
