import { mkdirSync, readdirSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import type { Layout } from './layout.ts'
import { hasEnded, thisProcess } from './process-life.ts'

const nameOfThisProcess = thisProcess.replaceAll(':', '~')

/** The folder in which this process lets bytes arrive before they get their place; made where it is not there. */
export function incomingFolder(layout: Layout): string {
  const folder = join(layout.incoming, nameOfThisProcess)
  mkdirSync(folder, { recursive: true })
  return folder
}

/** Clears what processes that ended, or crashed, left half arrived. */
export function sweepIncoming(layout: Layout): void {
  for (const name of readdirSync(layout.incoming)) {
    if (hasEnded(name.replaceAll('~', ':'))) rmSync(join(layout.incoming, name), { recursive: true, force: true })
  }
}
