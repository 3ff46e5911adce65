import { opendir } from 'node:fs/promises'
import { sep } from 'node:path'

/** Where systems mount disks and shares: the folder of one of them is what the pattern finds. */
const mounts = [
  /^\/Volumes\/[^/]+/,
  /^\/media\/[^/]+\/[^/]+/,
  /^\/run\/media\/[^/]+\/[^/]+/,
  /^\/mnt\/[^/]+/,
  /^[A-Za-z]:\\/,
  /^\\\\[^\\]+\\[^\\]+\\?/,
]

/** The folder at which the disk or share of an absolute path is mounted, as far as the path tells. */
export function volumeOf(path: string): string | undefined {
  for (const mount of mounts) {
    const found = mount.exec(path)?.[0]
    if (found !== undefined && found.length < path.length) return found
  }
  return undefined
}

/** Whether `path` lies in `folder`, at any depth. Both absolute. */
export function isInside(path: string, folder: string): boolean {
  return path.startsWith(folder.endsWith(sep) ? folder : folder + sep)
}

/**
 * [Note: offline is not missing] A path is offline while a folder that it is kept under is not there, may not be read, or is empty, as
 * the folder is at which nothing is mounted: its disk or share is away, and nobody can tell what is on it. Such folders are the one
 * at which its disk is mounted and those of `roots` around it. Answers with a test of a path among `paths`; each folder is looked at once.
 */
export async function findOffline(
  paths: readonly string[],
  roots: readonly string[],
): Promise<(path: string) => boolean> {
  const foldersOf = (path: string) => [volumeOf(path), ...roots.filter((root) => isInside(path, root))]
  const away = new Map<string, boolean>()
  for (const folder of new Set(paths.flatMap(foldersOf))) {
    if (folder !== undefined) away.set(folder, await isAway(folder))
  }
  return (path) => foldersOf(path).some((folder) => folder !== undefined && away.get(folder) === true)
}

/** A share that does not answer is as good as none. */
const patienceMs = 1500

/** Whether a folder is not there, does not answer, or is empty. */
export async function isAway(folder: string): Promise<boolean> {
  let timer: NodeJS.Timeout | undefined
  const silence = new Promise<boolean>((resolve) => {
    timer = setTimeout(() => resolve(true), patienceMs)
  })
  try {
    return await Promise.race([isEmpty(folder).catch(() => true), silence])
  } finally {
    clearTimeout(timer)
  }
}

/** Reads no more than one name: a folder may hold a hundred thousand. */
async function isEmpty(folder: string): Promise<boolean> {
  const entries = await opendir(folder, { bufferSize: 1 })
  try {
    return (await entries.read()) === null
  } finally {
    await entries.close()
  }
}
