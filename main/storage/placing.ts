import { createHash, randomUUID } from 'node:crypto'
import { closeSync, openSync, readdirSync } from 'node:fs'
import { basename, dirname, join, relative } from 'node:path'
import { endedProcesses, incomingFolder, listMarkers } from './incoming.ts'
import type { Layout } from './layout.ts'
import { privateFile } from './make-folder.ts'

/** A file that a process was about to put into the library and to record. */
export interface Placing {
  /** The path in the library. */
  target: string
  /** The SHA-256 of the content. */
  fileHash: string
  /** An empty file that stands for it. */
  marker: string
}

/** `placing~videos~<sha256>.mp4~<uuid>`; for a folder of the settings, the second part is a hash of its path. */
const markerName = /^placing~([a-z]+|[0-9a-f]{32})~(([0-9a-f]{64})\.[a-z0-9]+)~/

/**
 * Creates a marker in the incoming folder that names `target`, the path of a content in the library. It takes no space,
 * and outlives the process.
 */
export function announcePlacing(layout: Layout, target: string): Placing {
  const name = basename(target)
  const root = nameOfRoot(layout, dirname(dirname(target)))
  const marker = join(incomingFolder(layout), `placing~${root}~${name}~${randomUUID()}`)
  closeSync(openSync(marker, 'wx', privateFile))
  return { target, fileHash: name.slice(0, name.indexOf('.')), marker }
}

/** Returns the name that stands for a folder with subfolders of two characters: a marker is empty, so it names it. */
function nameOfRoot(layout: Layout, root: string): string {
  const path = relative(layout.folder, root)
  return /^[a-z]+$/.test(path) ? path : createHash('sha256').update(path).digest('hex').slice(0, 32)
}

/** Lists what processes which have ended were about to put into the library. */
export function listLeftPlacing(layout: Layout): Placing[] {
  return endedProcesses(layout).flatMap((folder) => listPlacingIn(layout, folder))
}

/** Lists what any process is about to put into the library. */
export function listPlacing(layout: Layout): Placing[] {
  return readdirSync(layout.incoming).flatMap((name) => listPlacingIn(layout, join(layout.incoming, name)))
}

function listPlacingIn(layout: Layout, folder: string): Placing[] {
  return listMarkers(folder).flatMap((file) => {
    const [, named = '', name = '', fileHash = ''] = markerName.exec(file) ?? []
    const root = layout.mediaFolders.find((each) => nameOfRoot(layout, each) === named) ?? join(layout.folder, named)
    const target = join(root, name.slice(0, 2), name)
    return name === '' ? [] : [{ target, fileHash, marker: join(folder, file) }]
  })
}
