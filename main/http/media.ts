import { existsSync } from 'node:fs'
import { isAbsolute, join } from 'node:path'
import { Hono } from 'hono'
import { RushesError } from '../../shared/errors.ts'
import { extensionOf } from '../../shared/video-files.ts'
import type { Core } from '../core.ts'
import { type ListedVideo, requireVideo } from '../database/videos.ts'
import { proxyPath } from '../storage/layout.ts'
import { sendFile } from './send-file.ts'

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

/** The same address may give other bytes tomorrow: an id keeps its content, but the file can go. */
const revalidate = 'private, no-cache'
/** The address carries the content hash. */
const forEver = 'private, max-age=31536000, immutable'

/**
 * The bytes of videos, proxies and posters. A call names a video by its id; its paths come from the database only.
 */
export function mediaRoutes(core: Core): Hono {
  const app = new Hono()
  app.get('/videos/:id', async ({ req }) => {
    const video = await requireVideo(core.db, req.param('id'))
    const path = playingPath(core, video)
    const contentType = contentTypes[extensionOf(path)] ?? 'application/octet-stream'
    return await sendFile(req.raw, path, { contentType, etag: video.file_hash, cacheControl: revalidate })
  })
  app.get('/proxies/:id', async ({ req }) => {
    const video = await requireVideo(core.db, req.param('id'))
    const path = proxyPath(core.layout, video.file_hash)
    if (!existsSync(path)) throw new RushesError('NOT_FOUND', `${video.name} has no proxy yet.`)
    const etag = `${video.file_hash}-proxy`
    return await sendFile(req.raw, path, { contentType: 'video/mp4', etag, cacheControl: forEver })
  })
  app.get('/posters/:id', async ({ req }) => {
    const video = await requireVideo(core.db, req.param('id'))
    const path = await core.posters.ensure({ ...video, file_path: playingPath(core, video) })
    const etag = `${video.file_hash}-poster`
    return await sendFile(req.raw, path, { contentType: 'image/jpeg', etag, cacheControl: forEver })
  })
  return app
}

/** Other programs write paths relative to the folder of the database. */
function playingPath(core: Core, video: ListedVideo): string {
  return isAbsolute(video.file_path) ? video.file_path : join(core.layout.folder, video.file_path)
}
