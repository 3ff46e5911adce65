import { hostname } from 'node:os'

/** Names this process to others that open the same library: `host:pid`. */
export const thisProcess = `${hostname()}:${process.pid}`

/** Whether the process of that name has certainly ended: only one of this computer can be known to have. */
export function hasEnded(name: string): boolean {
  const separator = name.lastIndexOf(':')
  if (name.slice(0, separator) !== hostname()) return false
  try {
    process.kill(Number(name.slice(separator + 1)), 0)
    return false
  } catch (error) {
    // EPERM: it lives, and belongs to somebody else.
    return error instanceof Error && 'code' in error && error.code === 'ESRCH'
  }
}
