import { existsSync } from 'node:fs'
import { basename, dirname, isAbsolute, join, relative } from 'node:path'
import { isObjectAddress } from '../../shared/object-address.ts'

interface Library {
  /** The folder of the library. */
  folder: string
}

/**
 * Returns a path of the database as an absolute one. Other programs write paths relative to the library's folder, or,
 * like the Media Manager's `backend/videos/x.mp4` in `backend/media.db`, relative to the folder above it, in which they
 * are started: the one that has the file. If neither has it, a path that begins with the name of the library's folder
 * starts above it. The address of an object in a bucket, or of a file in an archive, is returned unchanged.
 */
export function absolutePath({ folder }: Library, path: string): string {
  if (isAbsolute(path) || isObjectAddress(path)) return path
  const below = join(folder, path)
  if (existsSync(below)) return below
  const above = join(dirname(folder), path)
  const [first, ...rest] = path.split(/[\\/]/)
  return (first === basename(folder) && rest.length > 0) || existsSync(above) ? above : below
}

/** Lists the spellings under which the database may have an absolute path, see `absolutePath`; itself is the first. */
export function spellingsOf({ folder }: Library, path: string): [string, ...string[]] {
  if (isObjectAddress(path)) return [path]
  return [path, relative(folder, path), relative(dirname(folder), path)]
}
