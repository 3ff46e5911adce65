import { createHash, randomUUID } from 'node:crypto'
import { readdirSync, rmSync, truncateSync, writeFileSync } from 'node:fs'
import { basename, dirname, join, relative } from 'node:path'
import { systemCode } from '../../shared/errors.ts'
import { endedProcesses, incomingFolder, listMarkers } from './incoming.ts'
import type { Layout } from './layout.ts'
import { privateFile } from './make-folder.ts'

/** A file that a process was about to put into the library and to record. */
export interface Placing {
  /** The path in the library. */
  target: string
  /** The SHA-256 of the content. */
  fileHash: string
  /** A file that stands for it. */
  marker: string
}

/** `placing~videos~<sha256>.mp4~<uuid>`; for a folder of the settings, the second part is a hash of its path. */
const markerName = /^placing~([a-z]+|[0-9a-f]{32})~(([0-9a-f]{64})\.[a-z0-9]+)~/

/** As much space as SQLite takes to record that a file is deleted: some pages of the WAL, and of its index. */
const reserved = Buffer.alloc(64 * 1024)

/**
 * Creates a marker in the incoming folder that names `target`, the path of a content in the library. The marker
 * outlives the process. It holds space until `freeReserved`: deleting a content is recorded first, and a disk that the
 * content has filled would not take that.
 */
export function announcePlacing(layout: Layout, target: string): Placing {
  const name = basename(target)
  const root = nameOfRoot(layout, dirname(dirname(target)))
  const marker = join(incomingFolder(layout), `placing~${root}~${name}~${randomUUID()}`)
  try {
    writeFileSync(marker, reserved, { flag: 'wx', mode: privateFile })
  } catch (error) {
    rmSync(marker, { force: true })
    throw error
  }
  return { target, fileHash: name.slice(0, name.indexOf('.')), marker }
}

/** Gives back the space that a marker holds, unless another process has removed it. */
export function freeReserved({ marker }: Placing): void {
  try {
    truncateSync(marker)
  } catch (error) {
    if (systemCode(error) !== 'ENOENT') throw error
  }
}

/** Returns the name that stands for a folder with subfolders of two characters, as part of a marker's name. */
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
