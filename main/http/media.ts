import type { Readable } from 'node:stream'
import { type Context, Hono } from 'hono'
import pLimit from 'p-limit'
import type { AddedMedia } from '../../shared/contract/media.ts'
import { messageOf, RushesError } from '../../shared/errors.ts'
import type { Core } from '../core.ts'
import { addMedia, virtualMedia } from '../ingest/add-media.ts'
import { findUpload, removeUploads } from '../ingest/uploads.ts'
import { createClient } from '../router.ts'
import { mediaContentOf, mediaPosterOf } from '../services/media/served-media.ts'
import { type AppEnv, callerOf, needsScope } from './caller-of-request.ts'
import { takesQuery } from './known-query.ts'
import { receiveParts } from './multipart.ts'
import { failureOf, problemOf } from './problem.ts'
import { bodyOf, receiveBody } from './receive-body.ts'
import { sendFile } from './send-file.ts'

/** Number of files that are probed and recorded side by side; more can arrive meanwhile. */
const addedAtOnce = 4

/** Creates the routes of `/api/media` that take and send bytes; the contract has the others. */
export function mediaRoutes(core: Core): Hono<AppEnv> {
  const app = new Hono<AppEnv>()
  const limit = pLimit(addedAtOnce)

  /** Receives one file, and adds it. If that fails, nothing of it stays. */
  async function receive(context: Context, name: string, body: Readable): Promise<AddedMedia> {
    if (name === '') throw new RushesError('BAD_INPUT', 'name: is missing. Name the file, as in ?name=take.mp4.')
    const { signal } = context.req.raw
    const { upload, file_hash } = await receiveBody(core, name, body, signal)
    try {
      const path = await findUpload(core.layout, upload)
      if (context.req.query('virtual') === 'true') return await virtualMedia({ path, name })
      const file = { path, name, mode: 'move', uploaded: true, known_hash: file_hash } as const
      return await limit(() => addMedia(core, callerOf(context), file, signal))
    } finally {
      await removeUploads(core.layout, [upload])
    }
  }

  app.post('/', needsScope('write'), takesQuery('name', 'virtual'), async (context) => {
    const { req } = context
    if (!['true', 'false', undefined].includes(req.query('virtual')))
      throw new RushesError('BAD_INPUT', 'virtual: must be true or false.')
    core.access.requireWritable()
    const type = req.header('content-type') ?? ''
    if (/^application\/json\s*(;|$)/i.test(type)) return respond(await addPath(core, context))
    const bytes = bodyOf(context)
    if (!bytes) throw new RushesError('BAD_INPUT', 'The request has no body. Send the bytes of a file.')
    if (!/^multipart\/form-data\s*;/i.test(type)) return respond(await receive(context, req.query('name') ?? '', bytes))
    return respondToParts(await receiveParts(bytes, type, (name, part) => receive(context, name, part)))
  })
  app.get('/:id/content', needsScope('read'), takesQuery(), async ({ req }) =>
    sendFile(req.raw, {
      ...(await mediaContentOf(core, req.param('id'), req.raw.signal)),
      cacheControl: 'private, no-cache',
    }),
  )
  app.get('/:id/poster', needsScope('read'), takesQuery(), async ({ req }) =>
    sendFile(req.raw, {
      ...(await mediaPosterOf(core, req.param('id'), req.raw.signal)),
      cacheControl: 'private, no-cache',
    }),
  )
  return app
}

async function addPath(core: Core, context: Context): Promise<AddedMedia> {
  const body = await context.req.json().catch((error) => {
    throw new RushesError('BAD_INPUT', `The call could not be read: ${messageOf(error)}`)
  })
  const virtual = context.req.query('virtual')
  const input = virtual === undefined ? body : { ...body, virtual: virtual === 'true' }
  return await createClient(core, callerOf(context)).media.add(input, { signal: context.req.raw.signal })
}

function respond(added: AddedMedia): Response {
  const isStored = !added.is_duplicate && added.Path !== null
  const headers = { location: `/api/media/${encodeURIComponent(added.Id)}` }
  return Response.json(added, isStored ? { status: 201, headers } : { status: 200 })
}

/** Responds as for one file if there was one; else with the outcome of each, in their order. */
function respondToParts(parts: PromiseSettledResult<AddedMedia>[]): Response {
  const [first, ...others] = parts
  if (!first) throw new RushesError('BAD_INPUT', 'The form has no file. Send at least one, with its file name.')
  if (others.length === 0 && first.status === 'rejected') throw first.reason
  if (others.length === 0 && first.status === 'fulfilled') return respond(first.value)
  const items = parts.map((part) =>
    part.status === 'fulfilled' ? part.value : { error: problemOf(failureOf(part.reason)) },
  )
  const isPartial = parts.some(({ status }) => status === 'rejected')
  return Response.json({ items }, { status: isPartial ? 207 : 201 })
}
