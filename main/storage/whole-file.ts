import { randomUUID } from 'node:crypto'
import { mkdir, open, rename, rm } from 'node:fs/promises'
import { basename, dirname, join } from 'node:path'

/**
 * Has `write` make a file of a temporary name in `incoming` (with the ending of `target`, so that tools know the format),
 * then renames it into place: at `target` there is a whole file or none. What is left after a failure is removed.
 * `incoming` and `target` must be on one disk.
 */
export async function writeWhole(
  incoming: string,
  target: string,
  write: (temporary: string) => Promise<void>,
): Promise<void> {
  const temporary = join(incoming, `${randomUUID()}-${basename(target)}`)
  try {
    await write(temporary)
    await syncFile(temporary)
    await mkdir(dirname(target), { recursive: true })
    await rename(temporary, target)
  } catch (error) {
    await rm(temporary, { force: true })
    throw error
  }
}

/** Waits until the bytes of a file are on the disk. */
export async function syncFile(path: string): Promise<void> {
  const file = await open(path, 'r+')
  try {
    await file.sync()
  } finally {
    await file.close()
  }
}
