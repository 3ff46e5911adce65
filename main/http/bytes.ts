import { Hono } from 'hono'
import type { Core } from '../core.ts'
import { downloadName, openDownload } from '../services/bundles/export-bundle.ts'
import { imageOf, imagePreviewOf } from '../services/images.ts'
import { frameOf } from '../services/timelines/frames.ts'
import { originalOf, pictureOf, proxyOf } from '../services/videos/served-files.ts'
import { takesQuery } from './known-query.ts'
import { sendFile } from './send-file.ts'

/** The content of an id is fixed, but its file can disappear or be overwritten at any time. */
const revalidate = 'private, no-cache'
/** The page puts the content hash into these addresses. */
export const immutable = 'private, max-age=31536000, immutable'

/**
 * Creates the routes that send the bytes of videos, images and their previews. Requests carry ids; paths come from the
 * database.
 */
export function byteRoutes(core: Core): Hono {
  const app = new Hono()
  // The version of the content, for browsers that keep it, and the pass of the page.
  app.use(takesQuery('v', 'pass'))
  app.get('/videos/:id', async ({ req }) =>
    sendFile(req.raw, { ...(await originalOf(core, req.param('id'), req.raw.signal)), cacheControl: revalidate }),
  )
  app.get('/proxies/:id', async ({ req }) =>
    sendFile(req.raw, { ...(await proxyOf(core, req.param('id'))), cacheControl: immutable }),
  )
  app.get('/posters/:id', async ({ req }) =>
    sendFile(req.raw, {
      ...(await pictureOf(core, 'poster', req.param('id'), req.raw.signal)),
      cacheControl: immutable,
    }),
  )
  app.get('/storyboards/:id', async ({ req }) =>
    sendFile(req.raw, {
      ...(await pictureOf(core, 'storyboard', req.param('id'), req.raw.signal)),
      cacheControl: immutable,
    }),
  )
  app.get('/images/:id', async ({ req }) =>
    sendFile(req.raw, { ...(await imageOf(core, req.param('id'), req.raw.signal)), cacheControl: revalidate }),
  )
  app.get('/image-previews/:id', async ({ req }) =>
    sendFile(req.raw, { ...(await imagePreviewOf(core, req.param('id'), req.raw.signal)), cacheControl: immutable }),
  )
  app.get('/bundles/:job', async ({ req }) => {
    const handle = await openDownload(core, req.param('job'))
    const response = await sendFile(req.raw, { handle, contentType: 'application/zip', cacheControl: revalidate })
    response.headers.set('content-disposition', `attachment; filename="${downloadName}"`)
    return response
  })
  app.get('/timelines/:id/frames/:sequence', async ({ req }) =>
    sendFile(req.raw, {
      ...(await frameOf(core, req.param('id'), req.param('sequence'), req.raw.signal)),
      cacheControl: immutable,
    }),
  )
  return app
}
