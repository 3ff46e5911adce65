import { readdirSync, rmdirSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import type { Layout } from './layout.ts'
import { makeFolder } from './make-folder.ts'
import { hasEnded, thisProcess } from './process-life.ts'

const nameOfThisProcess = thisProcess.replaceAll(':', '~')

/**
 * Returns this process's folder for incomplete files, and creates it if it is missing.
 * @throws RushesError LIBRARY_GONE; an Error with the system's `code`.
 */
export function incomingFolder(layout: Layout): string {
  const folder = join(layout.incoming, nameOfThisProcess)
  makeFolder(layout.folder, folder)
  return folder
}

/** Lists the folders for incomplete files of processes that have ended. */
export function endedProcesses(layout: Layout): string[] {
  const names = readdirSync(layout.incoming).filter((name) => hasEnded(name.replaceAll('~', ':')))
  return names.map((name) => join(layout.incoming, name))
}

/**
 * Removes the incomplete files of processes that have ended, but those that `keeps` returns true for. A program that
 * such a process started may still write there for a moment; the next sweep removes what is left, and the library opens
 * all the same.
 */
export function sweepIncoming(layout: Layout, keeps: (path: string) => boolean = () => false): void {
  for (const folder of endedProcesses(layout)) {
    tryRemove(() => {
      const paths = readdirSync(folder).map((name) => join(folder, name))
      for (const path of paths) if (!keeps(path)) rmSync(path, { recursive: true, force: true })
    })
    tryRemove(() => rmdirSync(folder))
  }
}

function tryRemove(remove: () => void): void {
  try {
    remove()
  } catch {
    // The next sweep removes it.
  }
}
