import { randomUUID } from 'node:crypto'
import { readdirSync, readFileSync } from 'node:fs'
import { chmod, rename, stat, writeFile } from 'node:fs/promises'
import { basename, dirname, join } from 'node:path'
import { endedProcesses, incomingFolder } from './incoming.ts'
import { requireOwned } from './inside-library.ts'
import { framePath, type Layout } from './layout.ts'
import { makeFolder, privateFile } from './make-folder.ts'
import { syncFile } from './whole-file.ts'

/** A JPEG in the incoming folder. */
interface ArrivedFrame {
  path: string
  file_hash: string
  size_bytes: number
}

/**
 * Moves a frame to its path in the library; leaves it if a whole file is there, because the path is named by content.
 * @throws RushesError LIBRARY_UNUSABLE if that path leads out of the library; an Error with the system's `code`.
 */
export async function placeFrame(layout: Layout, { path, file_hash, size_bytes }: ArrivedFrame): Promise<void> {
  const target = await requireOwned(layout, framePath(layout, file_hash))
  const there = await stat(target).catch(() => undefined)
  if (there?.isFile() && there.size === size_bytes) return
  await chmod(path, privateFile)
  await syncFile(path)
  makeFolder(layout.folder, dirname(target))
  await rename(path, target)
}

const markerName = /^frames~[0-9a-f-]{36}$/
const hash = /^[0-9a-f]{64}$/

/**
 * Lists frames that are about to be placed and recorded in a file of the incoming folder, which outlives the process
 * ([Note: no file without a row]). Returns its path; the caller removes it.
 */
export async function announceFrames(layout: Layout, fileHashes: readonly string[]): Promise<string> {
  const marker = join(incomingFolder(layout), `frames~${randomUUID()}`)
  await writeFile(marker, fileHashes.join('\n'), { mode: privateFile, flush: true })
  return marker
}

/** Returns whether a name is that of a list of frames. */
export function isFramesMarker(path: string): boolean {
  return markerName.test(basename(path))
}

/** Lists the frames that processes which have ended were placing, one list for each time. */
export function listLeftFrames(layout: Layout): string[][] {
  return endedProcesses(layout).flatMap((folder) =>
    readdirSync(folder)
      .filter(isFramesMarker)
      .map((name) =>
        readFileSync(join(folder, name), 'utf8')
          .split('\n')
          .filter((line) => hash.test(line)),
      ),
  )
}
