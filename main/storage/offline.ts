import { opendir } from 'node:fs/promises'
import { sep } from 'node:path'

/** The folders in which systems mount disks and shares; each pattern matches that of one volume. */
const mounts = [
  /^\/Volumes\/[^/]+/,
  /^\/media\/[^/]+\/[^/]+/,
  /^\/run\/media\/[^/]+\/[^/]+/,
  /^\/mnt\/[^/]+/,
  /^[A-Za-z]:\\/,
  /^\\\\[^\\]+\\[^\\]+\\?/,
]

/** The beginnings of the paths that `mounts` match. */
export const mountFolders: readonly string[] = [
  '/Volumes/',
  '/media/',
  '/run/media/',
  '/mnt/',
  '\\\\',
  ...Array.from({ length: 26 }, (_, index) => `${String.fromCharCode(65 + index)}:\\`),
]

/** Returns the mount point of an absolute path's disk or share; undefined if the path does not tell. */
export function volumeOf(path: string): string | undefined {
  for (const mount of mounts) {
    const found = mount.exec(path)?.[0]
    if (found !== undefined && found.length < path.length) return found
  }
  return undefined
}

/** Returns whether `path` is in `folder`, at any depth. Both are absolute. */
export function isInside(path: string, folder: string): boolean {
  return path.startsWith(folder.endsWith(sep) ? folder : folder + sep)
}

/**
 * [Note: offline is not missing] A path is offline while its mount point, or one of the `roots` that contain it, is
 * missing, unreadable or empty, like a mount point without a disk: the disk or share is not connected, so nothing is
 * known about its files. Returns a function that tests one of `paths`; each folder is read once.
 */
export async function findOffline(
  paths: readonly string[],
  roots: readonly string[],
): Promise<(path: string) => boolean> {
  const foldersOf = (path: string) => [volumeOf(path), ...roots.filter((root) => isInside(path, root))]
  const offline = new Map<string, boolean>()
  for (const folder of new Set(paths.flatMap(foldersOf))) {
    if (folder !== undefined) offline.set(folder, await isOfflineFolder(folder))
  }
  return (path) => foldersOf(path).some((folder) => folder !== undefined && offline.get(folder) === true)
}

/** A share that does not answer within this time counts as offline. */
const timeoutMs = 1500

/** Returns whether a folder is missing, does not answer, or is empty. */
export async function isOfflineFolder(folder: string): Promise<boolean> {
  let timer: NodeJS.Timeout | undefined
  const timeout = new Promise<boolean>((resolve) => {
    timer = setTimeout(() => resolve(true), timeoutMs)
  })
  try {
    return await Promise.race([isEmpty(folder).catch(() => true), timeout])
  } finally {
    clearTimeout(timer)
  }
}

/** Reads at most one name: a folder may hold a hundred thousand. */
async function isEmpty(folder: string): Promise<boolean> {
  const entries = await opendir(folder, { bufferSize: 1 })
  try {
    return (await entries.read()) === null
  } finally {
    await entries.close()
  }
}
