import { Readable } from 'node:stream'
import { text as readAll } from 'node:stream/consumers'
import { Hono } from 'hono'
import { RushesError } from '../../shared/errors.ts'
import type { Core } from '../core.ts'
import { frameOf } from '../services/timelines/frames.ts'
import { receiveFrames } from '../services/timelines/receive-frames.ts'
import { immutable } from './bytes.ts'
import { type AppEnv, needsScope } from './caller-of-request.ts'
import { takesQuery } from './known-query.ts'
import { receiveParts } from './multipart.ts'
import { sendFile } from './send-file.ts'

/** The most pictures of a form, the most bytes of each, and of the JSON that lists them. */
const limits = { files: 100_001, fileBytes: 32 * 2 ** 20 }
const mostDescriptionBytes = 64 * 2 ** 20

/** Creates the routes for programs that send and receive the frames of timelines as bytes. */
export function frameRoutes(core: Core): Hono<AppEnv> {
  const app = new Hono<AppEnv>()
  app.post('/timelines', async (context, next) => {
    const type = context.req.header('content-type') ?? ''
    if (!/^multipart\/form-data\s*;/i.test(type)) return await next()
    return await needsScope('write')(context, async () => {
      context.res = context.json(await receiveForm(core, context.req.raw, type), 201)
    })
  })
  app.get('/timelines/:id/frames/:sequence', needsScope('read'), takesQuery(), async ({ req }) =>
    sendFile(req.raw, {
      ...(await frameOf(core, req.param('id'), req.param('sequence'), req.raw.signal)),
      cacheControl: immutable,
    }),
  )
  return app
}

async function receiveForm(core: Core, { body }: Request, type: string) {
  if (!body)
    throw new RushesError('BAD_INPUT', 'The form is empty. Send the part “timeline” and a part for each frame.')
  return await receiveFrames(core, async ({ describe, takePicture }) => {
    const take = async (_fileName: string, file: Readable, name: string) =>
      name === 'timeline' ? describe(await readAll(file)) : await takePicture(name, file)
    const text = { name: 'timeline', bytes: mostDescriptionBytes, receive: describe }
    const parts = await receiveParts(Readable.fromWeb(body as never), type, take, { ...limits, text })
    for (const part of parts) if (part.status === 'rejected') throw part.reason
  })
}
