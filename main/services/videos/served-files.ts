import { type FileHandle, open } from 'node:fs/promises'
import type { Readable } from 'node:stream'
import { RushesError } from '../../../shared/errors.ts'
import { extensionOf } from '../../../shared/video-files.ts'
import { openContent } from '../../contents/open-content.ts'
import type { Core } from '../../core.ts'
import { requireVideo } from '../../database/videos.ts'
import { proxyPath } from '../../storage/layout.ts'
import { markUsed } from '../../storage/mark-used.ts'
import { requireStoredCopy } from '../storage/stored-copy.ts'

/** An open file to send, with the `etag` of its content; whoever sends it closes it. */
export interface ServedFile {
  handle: FileHandle
  contentType: string
  etag: string
}

/** An object in the bucket, or a file in an archive, to send, of which only the asked range is read. */
export interface ServedObject {
  size_bytes: number
  read(range: { start: number; end: number }): Promise<Readable>
  contentType: string
  etag: string
}

/** The content type tells the player what to expect; the player probes the bytes itself. */
const contentTypes: Record<string, string> = {
  avi: 'video/x-msvideo',
  gif: 'image/gif',
  m4v: 'video/mp4',
  mkv: 'video/x-matroska',
  mov: 'video/quicktime',
  mp4: 'video/mp4',
  mpg: 'video/mpeg',
  ogv: 'video/ogg',
  png: 'image/png',
  ts: 'video/mp2t',
  webm: 'video/webm',
  webp: 'image/webp',
}

/**
 * Opens a file that has the content of a video, or its copy in an archive or the bucket if there is none.
 * @throws RushesError NOT_FOUND, FILE_MISSING, FILE_CHANGED, FILE_UNREADABLE, STORAGE_FAILED, CONSENT_NEEDED, CANCELLED
 */
export async function originalOf(core: Core, id: string, signal: AbortSignal): Promise<ServedFile | ServedObject> {
  const video = await requireVideo(core.db, id)
  try {
    const { handle, path } = await openContent(core, video, { signal })
    return { handle, contentType: contentTypeOf(extensionOf(path)), etag: video.file_hash }
  } catch (error) {
    if (!(error instanceof RushesError) || error.code !== 'FILE_REMOTE') throw error
  }
  const { store, key, size_bytes } = await requireStoredCopy(core, video, { signal })
  const read: ServedObject['read'] = (range) => store.get(key, { range, signal })
  return { size_bytes, read, contentType: contentTypeOf(extensionOf(key)), etag: video.file_hash }
}

/** Returns the content type of a video by its extension. */
export function contentTypeOf(extension: string): string {
  return contentTypes[extension] ?? 'application/octet-stream'
}

/** Opens the proxy of a video. @throws RushesError NOT_FOUND for an unknown id, or if there is no proxy. */
export async function proxyOf(core: Core, id: string): Promise<ServedFile> {
  const video = await requireVideo(core.db, id)
  const path = proxyPath(core.layout, video.file_hash)
  const handle = await open(path).catch(() => undefined)
  if (!handle) throw new RushesError('NOT_FOUND', `“${video.name}” has no proxy yet.`)
  await markUsed(path)
  return { handle, contentType: 'video/mp4', etag: `${video.file_hash}-proxy` }
}

/**
 * Opens a poster or storyboard of a video, made now if needed.
 * @throws RushesError NOT_FOUND, FILE_MISSING, FILE_CHANGED, TOOL_FAILED if no frame can be decoded.
 */
export async function pictureOf(
  core: Core,
  kind: 'poster' | 'storyboard',
  id: string,
  signal: AbortSignal,
): Promise<ServedFile> {
  const video = await requireVideo(core.db, id)
  const path = await core.previews.ensure(kind, video, { urgency: 'now', signal })
  return { handle: await open(path), contentType: 'image/jpeg', etag: `${video.file_hash}-${kind}` }
}

/** Reads a poster or storyboard, a JPEG, as `pictureOf` opens it. */
export async function readPicture(...picture: Parameters<typeof pictureOf>): Promise<Uint8Array> {
  const { handle } = await pictureOf(...picture)
  try {
    return await handle.readFile()
  } finally {
    await handle.close()
  }
}
