import { readdirSync, rmdirSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { RushesError } from '../../shared/errors.ts'
import type { Layout } from './layout.ts'
import { makeFolder } from './make-folder.ts'
import { incomingIn, outsideFolderOf, outsideFolders } from './media-folders.ts'
import { statIfPresent } from './presence.ts'
import { hasEnded, thisProcess } from './process-life.ts'

const nameOfThisProcess = thisProcess.replaceAll(':', '~')

/** The names of files that say what a process is about to record ([Note: no file without a row]). */
const markerName = /^(placing|frames)~/

/**
 * Returns this process's folder for incomplete files, and creates it if it is missing.
 * @throws RushesError LIBRARY_GONE; an Error with the system's `code`.
 */
export function incomingFolder(layout: Layout): string {
  const folder = join(layout.incoming, nameOfThisProcess)
  makeFolder(layout.folder, folder)
  return folder
}

/**
 * Returns this process's folder for incomplete files on the disk of `target`, a path that the library owns.
 * @throws RushesError FILE_MISSING if the folder for media that `target` is in is not connected, LIBRARY_GONE
 */
export function incomingFolderFor(layout: Layout, target: string): string {
  const outside = outsideFolderOf(layout, target)
  if (outside === undefined) return incomingFolder(layout)
  const incoming = incomingIn(outside)
  if (!statIfPresent(incoming)?.isDirectory())
    throw new RushesError('FILE_MISSING', `The folder ${outside}, in which this library keeps media, is not connected.`)
  const folder = join(incoming, nameOfThisProcess)
  makeFolder(outside, folder)
  return folder
}

/** Lists the folders for incomplete files of processes that have ended, in the library's folder. */
export function endedProcesses(layout: Layout): string[] {
  return endedIn(layout.incoming)
}

/** Lists the markers in the folder of a process; none once it was swept. */
export function listMarkers(folder: string): string[] {
  try {
    return readdirSync(folder).filter((name) => markerName.test(name))
  } catch {
    return []
  }
}

function endedIn(incoming: string): string[] {
  const names = readdirSync(incoming).filter((name) => hasEnded(name.replaceAll('~', ':')))
  return names.map((name) => join(incoming, name))
}

/**
 * Removes the incomplete files of processes that have ended. Markers stay until someone has read them: another process
 * may have ended just now. A program that such a process started may still write there for a moment; the next sweep
 * removes what is left, and the library opens all the same.
 */
export function sweepIncoming(layout: Layout): void {
  for (const folder of [...endedProcesses(layout), ...endedOutside(layout)]) {
    tryRemove(() => {
      const names = readdirSync(folder).filter((name) => !markerName.test(name))
      for (const name of names) rmSync(join(folder, name), { recursive: true, force: true })
    })
    tryRemove(() => rmdirSync(folder))
  }
}

function endedOutside(layout: Layout): string[] {
  return outsideFolders(layout).flatMap((folder) => {
    try {
      return endedIn(incomingIn(folder))
    } catch {
      // Its disk is not connected.
      return []
    }
  })
}

function tryRemove(remove: () => void): void {
  try {
    remove()
  } catch {
    // The next sweep removes it.
  }
}
