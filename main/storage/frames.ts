import { randomUUID } from 'node:crypto'
import { readdirSync, readFileSync } from 'node:fs'
import { writeFile } from 'node:fs/promises'
import { basename, join } from 'node:path'
import { endedProcesses, incomingFolder } from './incoming.ts'
import type { Layout } from './layout.ts'
import { privateFile } from './make-folder.ts'

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
