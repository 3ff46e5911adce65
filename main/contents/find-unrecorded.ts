import { readdir } from 'node:fs/promises'
import { basename, dirname, join } from 'node:path'
import { hasMediaExtension } from '../../shared/image-files.ts'
import type { Core } from '../core.ts'
import { listUnrecorded } from '../database/contents/is-recorded.ts'
import { spellingsOf } from '../storage/absolute-path.ts'
import type { Layout } from '../storage/layout.ts'
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
  const paths = [...(await listMedia(layout.videos)), ...(await listMedia(layout.images))]
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

/** Lists the videos and images in a folder of the library and in those inside it. Links are not followed. */
async function listMedia(folder: string): Promise<string[]> {
  const entries = await readdir(folder, { withFileTypes: true, recursive: true }).catch(() => [])
  return entries
    .filter((entry) => entry.isFile() && (hasMediaExtension(entry.name) || ownName.test(entry.name)))
    .map((entry) => join(entry.parentPath, entry.name))
}

/** See `videoPath`. */
const ownName = /^([0-9a-f]{64})\.[a-z0-9]{1,10}$/

function contentOf({ videos, images }: Layout, path: string): string | null {
  const [, hash = ''] = ownName.exec(basename(path)) ?? []
  const isInPlace = [videos, images].some((folder) => dirname(path) === join(folder, hash.slice(0, 2)))
  return hash !== '' && isInPlace ? hash : null
}
