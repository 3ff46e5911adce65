import { isMultipartRequest, MultipartParseError, parseMultipartRequest } from '@remix-run/multipart-parser'
import { Hono } from 'hono'
import { RushesError } from '../../shared/errors.ts'
import type { Core } from '../core.ts'
import { frameOf } from '../services/timelines/frames.ts'
import { receiveFrames } from '../services/timelines/receive-frames.ts'
import { immutable } from './bytes.ts'
import { type AppEnv, needsScope } from './caller-of-request.ts'
import { sendFile } from './send-file.ts'

/** A part is held in memory until it is written; a frame of 8K has a few megabytes. */
const limits = { maxFileSize: 32 * 2 ** 20, maxParts: 100_001, maxTotalSize: 64 * 2 ** 30 }

/** Creates the routes for programs that send and receive the frames of timelines as bytes. */
export function frameRoutes(core: Core): Hono<AppEnv> {
  const app = new Hono<AppEnv>()
  app.post('/timelines', async (context, next) => {
    const { raw } = context.req
    if (!isMultipartRequest(raw)) return await next()
    return await needsScope('write')(context, async () => {
      const created = await receiveFrames(core, parseMultipartRequest(raw, limits)).catch((error) => {
        if (error instanceof MultipartParseError)
          throw new RushesError('BAD_INPUT', `The frames could not be read: ${error.message}.`, { cause: error })
        throw error
      })
      context.res = context.json(created, 201)
    })
  })
  app.get('/timelines/:id/frames/:sequence', needsScope('read'), async ({ req }) =>
    sendFile(req.raw, { ...(await frameOf(core, req.param('id'), req.param('sequence'))), cacheControl: immutable }),
  )
  return app
}
