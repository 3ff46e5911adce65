import { existsSync } from 'node:fs'
import { RushesError } from '../../shared/errors.ts'
import { extensionOf } from '../../shared/video-files.ts'
import type { Core } from '../core.ts'
import { requireVideo } from '../database/videos.ts'
import { absolutePath, proxyPath } from '../storage/layout.ts'

/** A file to be sent, and the `etag` of the content that it should have. */
export interface VideoFile {
  /** Absolute. */
  path: string
  contentType: string
  etag: string
}

/** What the page's player is told; it looks at the bytes itself. */
const contentTypes: Record<string, string> = {
  avi: 'video/x-msvideo',
  gif: 'image/gif',
  m4v: 'video/mp4',
  mkv: 'video/x-matroska',
  mov: 'video/quicktime',
  mp4: 'video/mp4',
  mpg: 'video/mpeg',
  ogv: 'video/ogg',
  ts: 'video/mp2t',
  webm: 'video/webm',
}

/** The file that plays. @throws RushesError NOT_FOUND for an unknown id; whether the file is there shows when it is read. */
export async function originalOf(core: Core, id: string): Promise<VideoFile> {
  const video = await requireVideo(core.db, id)
  const path = absolutePath(core.layout, video.file_path)
  const contentType = contentTypes[extensionOf(path)] ?? 'application/octet-stream'
  return { path, contentType, etag: video.file_hash }
}

/** The proxy of a video. @throws RushesError NOT_FOUND for an unknown id, or where none was made. */
export async function proxyOf(core: Core, id: string): Promise<VideoFile> {
  const video = await requireVideo(core.db, id)
  const path = proxyPath(core.layout, video.file_hash)
  if (!existsSync(path)) throw new RushesError('NOT_FOUND', `${video.name} has no proxy yet.`)
  return { path, contentType: 'video/mp4', etag: `${video.file_hash}-proxy` }
}

/** The poster of a video, made now where there is none. @throws RushesError NOT_FOUND, TOOL_FAILED when no frame can be decoded. */
export async function posterOf(core: Core, id: string, signal: AbortSignal): Promise<VideoFile> {
  const video = await requireVideo(core.db, id)
  const path = await core.previews.ensure('poster', video, { urgency: 'now', signal })
  return { path, contentType: 'image/jpeg', etag: `${video.file_hash}-poster` }
}

/** The storyboard of a video, made now where there is none. @throws RushesError NOT_FOUND, TOOL_FAILED when no frame can be decoded. */
export async function storyboardOf(core: Core, id: string, signal: AbortSignal): Promise<VideoFile> {
  const video = await requireVideo(core.db, id)
  const path = await core.previews.ensure('storyboard', video, { urgency: 'now', signal })
  return { path, contentType: 'image/jpeg', etag: `${video.file_hash}-storyboard` }
}
