import { hostname } from 'node:os'
import { systemCode } from '../../shared/errors.ts'

/** When this process began, whole Unix milliseconds. */
const start = Math.floor(performance.timeOrigin)

/**
 * Names this process to others that open the same library: `host:pid:start`. In a container every process has the same
 * number, so the time of its start is part of the name.
 */
export const thisProcess = `${hostname()}:${process.pid}:${start}`

/** Whether the process of that name has certainly ended: only one of this computer can be known to have. */
export function hasEnded(name: string): boolean {
  const [, host, pid] = /^(.*):(\d+):\d+$/.exec(name) ?? []
  if (host !== hostname()) return false
  if (Number(pid) === process.pid) return name !== thisProcess
  try {
    process.kill(Number(pid), 0)
    return false
  } catch (error) {
    // EPERM: it lives, and belongs to somebody else.
    return systemCode(error) === 'ESRCH'
  }
}
