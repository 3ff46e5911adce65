import { basename, dirname, join } from 'node:path'
import type { Layout } from './layout.ts'
import { isInside } from './offline.ts'

/**
 * [Note: media folders] New videos and images go to `videos/` and `images/`, or to the folders that the settings name.
 * A change moves no file: the library owns those in the folders of before as well (`Layout.mediaFolders`). A folder
 * outside of the library is one of them only if it was chosen on this computer, for this library: a library that comes
 * from someone else cannot claim a folder. There, it owns no more than the files that it named by their content, in
 * subfolders of two characters, because others may keep files in the same folder.
 */
export function isMediaFile({ folder, mediaFolders }: Layout, path: string): boolean {
  return mediaFolders.some((each) => isInside(path, each) && (isInside(each, folder) || isNamedIn(each, path)))
}

/** Lists the folders for media outside of the library's own folder. */
export function outsideFolders({ folder, mediaFolders }: Layout): string[] {
  return mediaFolders.filter((each) => !isInside(each, folder))
}

/** The name of a file that a library owns: the SHA-256 of its content, see `videoPath`. */
export const ownName = /^([0-9a-f]{64})\.[a-z0-9]{1,10}$/

function isNamedIn(folder: string, path: string): boolean {
  const [, hash] = ownName.exec(basename(path)) ?? []
  return hash !== undefined && dirname(path) === join(folder, hash.slice(0, 2))
}

/**
 * Returns the folder for incomplete files in a folder outside of the library, which may be on another disk. As it is
 * made when the folder is chosen, it tells that folder from an empty mount point.
 */
export function incomingIn(outside: string): string {
  return join(outside, '.rushes-incoming')
}

/** Returns the folder outside of the library that a file belongs to; undefined for any other. */
export function outsideFolderOf(layout: Layout, path: string): string | undefined {
  return outsideFolders(layout).find((each) => isInside(path, each))
}

/** Lists the folders of the library that hold other files than media. */
export function reservedFolders({ folder, audio, frames, analysers, trash, backups }: Layout): string[] {
  return [audio, frames, analysers, trash, backups, join(folder, 'cache')]
}
