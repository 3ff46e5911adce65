import { Hono } from 'hono'
import type { Core } from '../core.ts'
import { imageOf, imagePreviewOf } from '../services/media.ts'
import { originalOf, posterOf, proxyOf, storyboardOf } from '../services/video-files.ts'
import { sendFile } from './send-file.ts'

/** An id keeps its content, but the file can go at any time. */
const revalidate = 'private, no-cache'
/** The address carries the content hash. */
const forEver = 'private, max-age=31536000, immutable'

/**
 * The bytes of videos, images and what the cache holds of them. A call names one by its id; paths come from the database only.
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
  app.get('/images/:id', async ({ req }) =>
    sendFile(req.raw, { ...(await imageOf(core, req.param('id'))), cacheControl: revalidate }),
  )
  app.get('/image-previews/:id', async ({ req }) =>
    sendFile(req.raw, { ...(await imagePreviewOf(core, req.param('id'), req.raw.signal)), cacheControl: forEver }),
  )
  return app
}
