import { hostname } from 'node:os'
import { systemCode } from '../../shared/errors.ts'

/** Start of this process in whole Unix milliseconds. */
const start = Math.floor(performance.timeOrigin)

/**
 * Identifies this process to others that open the same library: `host:pid:start`. In containers all processes may have
 * the same id, so the start time is part of it.
 */
export const thisProcess = `${hostname()}:${process.pid}:${start}`

/** Returns whether the process has certainly ended; false for processes of other computers. */
export function hasEnded(name: string): boolean {
  const [, host, pid] = /^(.*):(\d+):\d+$/.exec(name) ?? []
  if (host !== hostname()) return false
  if (Number(pid) === process.pid) return name !== thisProcess
  try {
    process.kill(Number(pid), 0)
    return false
  } catch (error) {
    // EPERM: it is running, and belongs to another user.
    return systemCode(error) === 'ESRCH'
  }
}
