import { readFile } from 'node:fs/promises'
import { limits } from '../limits.ts'
import { runProgram } from '../run-program.ts'

/** Size of the pages in which Linux counts, at least; on systems with larger ones the limit is lower. */
const pageBytes = 4096

/**
 * Limits the address space of a process that runs to `bytes` more than it has, on Linux. A decoder is limited after its
 * start, because JavaScript reserves far more than it ever uses. Without `prlimit` (util-linux) there is no limit.
 */
export async function limitMemory(pid: number | undefined, bytes: number | undefined): Promise<void> {
  if (pid === undefined || bytes === undefined || process.platform !== 'linux') return
  const stat = await readFile(`/proc/${pid}/statm`, 'utf8').catch(() => undefined)
  if (stat === undefined) return
  const limit = Number.parseInt(stat, 10) * pageBytes + bytes
  await runProgram('prlimit', ['--pid', String(pid), `--as=${limit}`], { limits: limits.version }).catch(
    () => undefined,
  )
}
