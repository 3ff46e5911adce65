import { hasMediaExtension } from '../../../shared/image-files.ts'
import { contentAt } from '../../contents/content-at.ts'
import type { Core } from '../../core.ts'
import { fillMediaHash, findUnhashedMedia } from '../../database/media.ts'
import { absolutePath } from '../../storage/absolute-path.ts'

/**
 * Reads the content of a row of another program that has no hash, if its file is there and named as a video or an
 * image, and records it in the row's own column. Returns the hash; undefined if there is nothing to read.
 */
export async function lookUpContent(core: Core, id: string): Promise<string | undefined> {
  const row = await findUnhashedMedia(core.db, id)
  if (!row || !hasMediaExtension(row.Path)) return undefined
  const content = await contentAt(core, absolutePath(core.layout, row.Path)).catch(() => undefined)
  if (!content) return undefined
  if (core.access.state === 'writable')
    await core.write(async ({ db, touch }) => {
      await fillMediaHash(db, id, content.file_hash)
      touch('media', 'images')
    })
  return content.file_hash
}
