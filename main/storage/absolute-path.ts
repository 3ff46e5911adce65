import { existsSync } from 'node:fs'
import { basename, dirname, isAbsolute, join, relative } from 'node:path'
import { isObjectAddress } from '../../shared/object-address.ts'

interface Library {
  /** The folder of the library. */
  folder: string
}

/**
 * Returns a path of the database as an absolute one. Other programs write paths relative to the library's folder, or,
 * like the Media Manager's `backend/videos/x.mp4` in `backend/media.db`, relative to the folder above it: a path that
 * begins with the folder's name is such a one, unless the folder has that file itself.
 * The address of an object in a bucket is returned unchanged.
 */
export function absolutePath({ folder }: Library, path: string): string {
  if (isAbsolute(path) || isObjectAddress(path)) return path
  const below = join(folder, path)
  const [first, ...rest] = path.split(/[\\/]/)
  return first === basename(folder) && rest.length > 0 && !existsSync(below) ? join(dirname(folder), path) : below
}

/** Lists the spellings under which the database may have an absolute path, see `absolutePath`; itself is the first. */
export function spellingsOf({ folder }: Library, path: string): [string, ...string[]] {
  if (isObjectAddress(path)) return [path]
  return [path, relative(folder, path), relative(dirname(folder), path)]
}
