import { closeSync, constants, fstatSync, openSync, type Stats } from 'node:fs'

/** Opens a file to read. What is no file is refused, and a pipe that took its place does not block the thread. */
export function openFile(path: string): { descriptor: number; stats: Stats } {
  const descriptor = openSync(path, constants.O_RDONLY | (constants.O_NONBLOCK ?? 0))
  const stats = fstatSync(descriptor)
  if (stats.isFile()) return { descriptor, stats }
  closeSync(descriptor)
  throw Object.assign(new Error(`${path} is no file`), { code: 'EISDIR' })
}
