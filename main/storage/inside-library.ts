import { lstatSync } from 'node:fs'
import { realpath } from 'node:fs/promises'
import * as systemPath from 'node:path'
import { RushesError, systemCode } from '../../shared/errors.ts'
import { isObjectAddress } from '../../shared/object-address.ts'
import { absolutePath } from './absolute-path.ts'
import type { Layout } from './layout.ts'
import { isMediaFile } from './media-folders.ts'

declare const owned: unique symbol

/** The real path of a file that the library owns. Only `findOwned` and `requireOwned` return one. */
export type OwnedPath = string & { readonly [owned]: true }

/** A part of the library's folder; `media` are all folders for videos and images, also those outside of it. */
type Part = 'media' | 'folder' | 'trash' | 'frames' | 'cachedFrames'

/**
 * [Note: what the library owns] A library may come from someone else, so each path in its database may be chosen to
 * harm. A file is inside the library, or inside one `part` of its folder, only if its real path is, with all links
 * followed and the spelling that the file system uses, at the moment of the question. Of a path where no file is yet,
 * its nearest existing folder decides. Outside of the library's folder, it owns only files that it named itself, in
 * folders that this computer allows ([Note: media folders]). Functions that move, remove, write or restore files of the
 * library accept only what this function returns. It is the path to use, because the original spelling may lead
 * elsewhere.
 *
 * Returns undefined for any other path, and for a link that leads nowhere.
 */
export async function findOwned(layout: Layout, path: string, part: Part = 'folder'): Promise<OwnedPath | undefined> {
  // A null character ends a path for the system.
  if (path.includes('\0') || isObjectAddress(path)) return undefined
  const real = await realPathOf(systemPath.resolve(absolutePath(layout, path)))
  return real !== undefined && isOwned(layout, real, part) ? (real as OwnedPath) : undefined
}

function isOwned(layout: Layout, real: string, part: Part): boolean {
  if (part !== 'media' && isWithin(real, layout[part])) return true
  return (part === 'media' || part === 'folder') && isMediaFile(layout, real)
}

/**
 * Returns the real path of a file that Rushes is about to write in the library.
 * @throws RushesError LIBRARY_UNUSABLE if it would be written elsewhere, through a link.
 */
export async function requireOwned(layout: Layout, path: string): Promise<OwnedPath> {
  const found = await findOwned(layout, path)
  if (found !== undefined) return found
  requireAllowed(layout, path)
  throw new RushesError(
    'LIBRARY_UNUSABLE',
    `${path} leads out of the library, so nothing was written there. Replace the links in ${layout.folder} with folders.`,
  )
}

/** @throws RushesError LIBRARY_UNUSABLE for a path in a folder of the settings that this computer does not allow */
function requireAllowed({ folder, videos, images, mediaFolders }: Layout, path: string): void {
  const refused = [videos, images].find((each) => isWithin(path, each) && !mediaFolders.includes(each))
  if (refused === undefined || isWithin(refused, folder)) return
  throw new RushesError(
    'LIBRARY_UNUSABLE',
    `New files go to ${refused}, which was chosen on another computer or in another folder of the library. Choose it here too, or another folder: in the settings, or with “rushes settings set”.`,
  )
}

/** Returns the real path of a file, or of one that could be created there; undefined for a link that leads nowhere. */
export async function realPathOf(path: string): Promise<string | undefined> {
  try {
    return await realpath(path)
  } catch (error) {
    if (!['ENOENT', 'ENOTDIR'].includes(systemCode(error) ?? '')) return undefined
  }
  if (isLink(path)) return undefined
  const parent = systemPath.dirname(path)
  const real = parent === path ? undefined : await realPathOf(parent)
  return real === undefined ? undefined : systemPath.join(real, systemPath.basename(path))
}

/** Returns whether a link is at `path`, wherever it leads. */
function isLink(path: string): boolean {
  try {
    return lstatSync(path).isSymbolicLink()
  } catch {
    return false
  }
}

/**
 * Returns whether `path` is below `folder` by their spelling alone, after `.`, `..` and separators are resolved as the
 * system does. Both are absolute. It decides nothing about files: links are not followed.
 */
export function isWithin(
  path: string,
  folder: string,
  { relative, isAbsolute, sep }: Pick<typeof systemPath, 'relative' | 'isAbsolute' | 'sep'> = systemPath,
): boolean {
  const rest = relative(folder, path)
  return rest !== '' && rest !== '..' && !rest.startsWith(`..${sep}`) && !isAbsolute(rest)
}

/**
 * Returns where a path that was in the library's former folder `before` is now; undefined for a path outside that
 * folder, also by `..`.
 */
export function relocatedPath(layout: Layout, path: string, before: string): string | undefined {
  const { isAbsolute, join, relative } = systemPath
  if (!isAbsolute(path) || !isAbsolute(before) || !isWithin(path, before)) return undefined
  return join(layout.folder, relative(before, path))
}

const databaseFiles = ['', '-wal', '-shm', '-journal']

/**
 * Requires that the database and the folders of a library are no links, which would lead reads and writes elsewhere.
 * @throws RushesError LIBRARY_UNUSABLE
 */
export function requireNoLinks(layout: Layout): void {
  const { folder, database, mediaFolders: _, ...folders } = layout
  const cache = systemPath.join(folder, 'cache')
  const files = databaseFiles.map((suffix) => database + suffix)
  for (const path of [...files, cache, ...Object.values(folders)]) {
    if (!isLink(path)) continue
    const name = systemPath.basename(path)
    const message = `${path} is a link, which Rushes does not follow inside a library: put the real ${name} there.`
    throw new RushesError('LIBRARY_UNUSABLE', message)
  }
}
