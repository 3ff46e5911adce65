import { closeSync, constants, fstatSync, openSync, type Stats } from 'node:fs'
import { type FileHandle, open } from 'node:fs/promises'

/** Windows has no such flag, and no named pipes in folders. */
const withoutWaiting = constants.O_RDONLY | (constants.O_NONBLOCK ?? 0)

/**
 * Opens a file for reading; a named pipe does not block the thread. @throws an Error with `code` EISDIR if it is not a
 * file.
 */
export function openFile(path: string): { descriptor: number; stats: Stats } {
  const descriptor = openSync(path, withoutWaiting)
  const stats = fstatSync(descriptor)
  if (stats.isFile()) return { descriptor, stats }
  closeSync(descriptor)
  throw notAFile(path)
}

/** Does the same outside of threads that hash. */
export async function openRegularFile(path: string): Promise<FileHandle> {
  const file = await open(path, withoutWaiting)
  if ((await file.stat()).isFile()) return file
  await file.close()
  throw notAFile(path)
}

function notAFile(path: string): Error {
  return Object.assign(new Error(`${path} is not a file`), { code: 'EISDIR' })
}
