import type { ChildProcess } from 'node:child_process'
import { once } from 'node:events'

/** Resolves once a program has ended, to its exit code. */
export async function ended(program: ChildProcess): Promise<number | null> {
  if (program.exitCode === null && program.signalCode === null) await once(program, 'exit')
  return program.exitCode
}
