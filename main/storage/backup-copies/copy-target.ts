import { randomUUID } from 'node:crypto'
import { createWriteStream } from 'node:fs'
import { mkdir, readdir, rename, rm, stat } from 'node:fs/promises'
import { join } from 'node:path'
import { pipeline } from 'node:stream/promises'
import { isDiskFull, messageOf, RushesError, systemCode } from '../../../shared/errors.ts'
import { dayMs } from '../../../shared/units.ts'
import type { FilePool } from '../../media/files/file-pool.ts'
import { copyVerified } from '../copy-verified.ts'
import { privateFile } from '../make-folder.ts'
import { fetchObject } from '../objects/fetch-object.ts'
import type { ObjectStore } from '../objects/object-store.ts'

const part = '.part'

/** A file to store, with its SHA-256. */
export interface CopiedFile {
  path: string
  file_hash: string
  size_bytes: number
}

/** A folder or a bucket that keeps copies of backups by name. All calls throw RushesError STORAGE_FAILED, CANCELLED. */
export interface CopyTarget {
  /** The folder or the address of the bucket, for messages. */
  readonly name: string
  list(): Promise<{ name: string; size_bytes: number }[]>
  /** Stores a file as a whole and reads it back. After a failure, nothing has its name. */
  put(name: string, file: CopiedFile, signal?: AbortSignal): Promise<void>
  /** Reads a copy to a new file. */
  fetch(name: string, to: string, signal?: AbortSignal): Promise<void>
  delete(name: string): Promise<void>
}

/**
 * Keeps copies in `subfolder` of `folder`. `folder` is never created: where a disk is disconnected, another disk would
 * be filled.
 */
export function folderTarget(files: FilePool, folder: string, subfolder: string): CopyTarget {
  const own = join(folder, subfolder)

  async function attempt<Result>(work: () => Promise<Result>): Promise<Result> {
    try {
      if (!(await stat(folder)).isDirectory()) throw Object.assign(new Error('Not a folder.'), { code: 'ENOTDIR' })
      return await work()
    } catch (error) {
      if (error instanceof RushesError) throw error
      throw new RushesError('STORAGE_FAILED', folderMessage(error, folder), { cause: error })
    }
  }

  return {
    name: own,
    list: () =>
      attempt(async () => {
        const names = await readdir(own).catch((error) => {
          if (systemCode(error) !== 'ENOENT') throw error
          return []
        })
        return await Promise.all(names.map(async (name) => ({ name, size_bytes: (await stat(join(own, name))).size })))
      }),
    put: (name, { path, file_hash }, signal) =>
      attempt(async () => {
        const temporary = join(own, `.${randomUUID()}${part}`)
        await mkdir(own, { mode: 0o700 }).catch((error) => {
          if (systemCode(error) !== 'EEXIST') throw error
        })
        await removeOldParts(own)
        try {
          if (!(await copyVerified(files, { from: path, to: temporary, fileHash: file_hash, signal })))
            throw new RushesError('STORAGE_FAILED', `${own} has other bytes of ${name} than were written there.`)
          await rename(temporary, join(own, name))
        } catch (error) {
          await rm(temporary, { force: true }).catch(() => undefined)
          throw error
        }
      }),
    fetch: (name, to, signal) =>
      attempt(async () => {
        await files.run({ kind: 'hash', path: join(own, name), copyTo: to }, { signal })
      }),
    delete: (name) => attempt(() => rm(join(own, name), { force: true })),
  }
}

/** Removes what a process that was killed left, after a day: another process may be writing now. */
async function removeOldParts(folder: string): Promise<void> {
  for (const name of (await readdir(folder)).filter((each) => each.endsWith(part))) {
    const { mtimeMs } = await stat(join(folder, name))
    if (Date.now() - mtimeMs > dayMs) await rm(join(folder, name), { force: true })
  }
}

function folderMessage(error: unknown, folder: string): string {
  const code = systemCode(error) ?? ''
  if (code === 'ENOENT') return `${folder}, the folder for copies of backups, was not found. Connect its disk.`
  if (code === 'ENOTDIR') return `${folder} is no folder. Choose another one for copies of backups.`
  if (isDiskFull(error)) return `The disk of ${folder} is full, so the backup was not copied there. Free some space.`
  if (['EACCES', 'EPERM', 'EROFS'].includes(code)) return `You may not write to ${folder}.`
  return `The copy of a backup in ${folder} failed: ${messageOf(error)}.`
}

/** Keeps copies in a bucket, with keys that begin with `prefix`, which ends with a slash. */
export function bucketTarget(store: ObjectStore, prefix: string): CopyTarget {
  return {
    name: store.name,
    async list() {
      const found: { name: string; size_bytes: number }[] = []
      for await (const { key, size_bytes } of store.list(prefix))
        found.push({ name: key.slice(prefix.length), size_bytes })
      return found
    },
    async put(name, file, signal) {
      const key = prefix + name
      await store.put(key, file, { signal })
      await fetchObject(store, { key, ...file }, undefined, { signal }).catch(async (error) => {
        await store.delete(key).catch(() => undefined)
        throw error
      })
    },
    async fetch(name, to, signal) {
      const body = await store.get(prefix + name, { signal })
      await pipeline(body, createWriteStream(to, { flags: 'wx', mode: privateFile })).catch((error) => {
        if (systemCode(error)?.startsWith('E')) throw error
        throw new RushesError('STORAGE_FAILED', `${store.name} broke off while ${name} was read.`, { cause: error })
      })
    },
    delete: (name) => store.delete(prefix + name),
  }
}
