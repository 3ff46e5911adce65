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

/**
 * Clears what processes that ended, or crashed, left half arrived. A program that such a process started may write there for another
 * moment: what it leaves goes with the next sweep, and keeps no library from being opened.
 */
export function sweepIncoming(layout: Layout): void {
  for (const name of readdirSync(layout.incoming)) {
    if (hasEnded(name.replaceAll('~', ':'))) attemptToRemove(join(layout.incoming, name))
  }
}

function attemptToRemove(folder: string): void {
  try {
    rmSync(folder, { recursive: true, force: true, maxRetries: 3, retryDelay: 20 })
  } catch {
    // The next one finds it.
  }
}
