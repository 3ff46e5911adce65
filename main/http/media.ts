import { Hono } from 'hono'
import type { Core } from '../core.ts'
import { originalOf, posterOf, proxyOf, storyboardOf } from '../services/video-files.ts'
import { sendFile } from './send-file.ts'

/** An id keeps its content, but the file can go at any time. */
const revalidate = 'private, no-cache'
/** The address carries the content hash. */
const forEver = 'private, max-age=31536000, immutable'

/**
 * The bytes of videos, proxies, posters and storyboards. A call names a video by its id; its paths come from the database only.
 */
export function mediaRoutes(core: Core): Hono {
  const app = new Hono()
  app.get('/videos/:id', async ({ req }) =>
    sendFile(req.raw, { ...(await originalOf(core, req.param('id'))), cacheControl: revalidate }),
  )
  app.get('/proxies/:id', async ({ req }) =>
    sendFile(req.raw, { ...(await proxyOf(core, req.param('id'))), cacheControl: forEver }),
  )
  app.get('/posters/:id', async ({ req }) =>
    sendFile(req.raw, { ...(await posterOf(core, req.param('id'), req.raw.signal)), cacheControl: forEver }),
  )
  app.get('/storyboards/:id', async ({ req }) =>
    sendFile(req.raw, { ...(await storyboardOf(core, req.param('id'), req.raw.signal)), cacheControl: forEver }),
  )
  return app
}
