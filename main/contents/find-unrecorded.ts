import { readdir } from 'node:fs/promises'
import { basename, dirname, join } from 'node:path'
import { hasMediaExtension } from '../../shared/image-files.ts'
import type { Core } from '../core.ts'
import { listUnrecorded } from '../database/contents/is-recorded.ts'
import { spellingsOf } from '../storage/absolute-path.ts'
import type { Layout } from '../storage/layout.ts'
import { isMediaFile, outsideFolders, ownName } from '../storage/media-folders.ts'
import { listPlacing } from '../storage/placing.ts'

/** A file in the library's folders that no row names. */
export interface UnrecordedFile {
  path: string
  /** The content that its name says, as Rushes names files; null for any other name. */
  file_hash: string | null
}

const pageSize = 1000

/**
 * Finds the videos and images in the library's folders that no row names and whose content no row has, also none of a
 * removed take. No file is opened. Files that a process is about to record are left out: markers are read after the
 * folders and before the rows, so that a file without a marker has its row by then ([Note: no file without a row]).
 */
export async function findUnrecorded({ layout, db }: Pick<Core, 'layout' | 'db'>): Promise<UnrecordedFile[]> {
  const listed = await Promise.all(layout.mediaFolders.map((folder) => listMedia(layout, folder)))
  const paths = [...new Set(listed.flat())]
  const placing = new Set(listPlacing(layout).map(({ target }) => target))
  const files = paths.filter((path) => !placing.has(path)).map((path) => ({ path, file_hash: contentOf(layout, path) }))
  const unrecorded: UnrecordedFile[] = []
  for (let start = 0; start < files.length; start += pageSize) {
    const page = files.slice(start, start + pageSize)
    const spelled = page.map((file) => ({ ...file, spellings: spellingsOf(layout, file.path) }))
    unrecorded.push(...(await listUnrecorded(db, spelled)).flatMap((index) => page[index] ?? []))
  }
  return unrecorded
}

/**
 * Lists the videos and images in a folder for media and in those inside it: outside of the library, only what the
 * library owns ([Note: media folders]). Links are not followed.
 */
async function listMedia(layout: Layout, folder: string): Promise<string[]> {
  const isOutside = outsideFolders(layout).includes(folder)
  const folders = isOutside ? (await listFiles(folder)).filter((entry) => /^[0-9a-f]{2}$/.test(entry.name)) : undefined
  const entries = await Promise.all(
    folders?.map((entry) => listFiles(join(folder, entry.name))) ?? [listFiles(folder, true)],
  )
  return entries
    .flat()
    .filter((entry) => entry.isFile() && (ownName.test(entry.name) || (!isOutside && hasMediaExtension(entry.name))))
    .map((entry) => join(entry.parentPath, entry.name))
    .filter((path) => isMediaFile(layout, path))
}

async function listFiles(folder: string, recursive = false) {
  return await readdir(folder, { withFileTypes: true, recursive }).catch(() => [])
}

function contentOf({ mediaFolders }: Layout, path: string): string | null {
  const [, hash = ''] = ownName.exec(basename(path)) ?? []
  const isInPlace = mediaFolders.some((folder) => dirname(path) === join(folder, hash.slice(0, 2)))
  return hash !== '' && isInPlace ? hash : null
}
