import { randomUUID } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { endedProcesses, incomingFolder, listMarkers } from './incoming.ts'
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

/** Frames that a process was about to record, and the file that lists them. */
export interface LeftFrames {
  fileHashes: string[]
  marker: string
}

/** Lists the frames that processes which have ended were placing, one list for each time. */
export function listLeftFrames(layout: Layout): LeftFrames[] {
  return endedProcesses(layout).flatMap((folder) =>
    listMarkers(folder)
      .filter((name) => markerName.test(name))
      .map((name) => {
        const marker = join(folder, name)
        const lines = readFileSync(marker, 'utf8').split('\n')
        return { fileHashes: lines.filter((line) => hash.test(line)), marker }
      }),
  )
}
