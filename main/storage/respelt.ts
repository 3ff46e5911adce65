import { readdir, stat } from 'node:fs/promises'
import { join, sep } from 'node:path'

/** A file system, as far as it tells spellings of paths apart. */
export interface Disk {
  stat(path: string): Promise<{ dev: bigint; ino: bigint }>
  /** Lists the names in a folder as the file system spells them. */
  readdir(folder: string): Promise<string[]>
}

const systemDisk: Disk = { stat: (path) => stat(path, { bigint: true }), readdir: (folder) => readdir(folder) }

const fold = (name: string) => name.normalize('NFC').toLowerCase()

/**
 * Returns whether two absolute paths that differ only in case or Unicode form are one, as on file systems that ignore
 * either: both lead to the same file, and the folder where they part does not list both spellings. Hard links are two
 * entries.
 */
export async function isRespelt(one: string, other: string, disk = systemDisk): Promise<boolean> {
  if (one === other || fold(one) !== fold(other)) return false
  const [parts, others] = [one.split(sep), other.split(sep)]
  const at = parts.findIndex((part, index) => part !== others[index])
  try {
    const [first, second] = await Promise.all([disk.stat(one), disk.stat(other)])
    if (first.dev !== second.dev || first.ino !== second.ino) return false
    const names = await disk.readdir(join(sep, ...parts.slice(0, at)))
    return !(names.includes(parts[at] ?? '') && names.includes(others[at] ?? ''))
  } catch {
    return false
  }
}
