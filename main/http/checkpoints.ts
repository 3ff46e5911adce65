import { Hono } from 'hono'
import type { Core } from '../core.ts'
import type { CallContext } from '../services/calls/implement.ts'
import { readSave } from '../services/checkpoints/outputs.ts'
import { checkpointJson, stageJson } from '../services/checkpoints/state.ts'
import { type AppEnv, needsScope } from './caller-of-request.ts'
import { withEtag } from './conditional.ts'
import { takesQuery } from './known-query.ts'
import { readLimited } from './unreadable-call.ts'

/**
 * Creates the routes by which programs get outputs of stages, in place of those that the contract describes. The
 * answers are the same, but outputs are sent as they are stored: to parse and write megabytes would hold up all other
 * requests.
 */
export function checkpointRoutes(core: Core): Hono<AppEnv> {
  const app = new Hono<AppEnv>()
  app.get('/checkpoints/:id', async (context, next) => {
    const { req } = context
    if (req.query('outputs') !== 'true' || Object.keys(req.query()).length > 1) return await next()
    return await needsScope('read')(context, async () => {
      context.res = await answer(req.raw, checkpointJson(core, req.param('id')))
    })
  })
  app.get('/checkpoints/:id/stages/:name', needsScope('read'), takesQuery(), async ({ req }) =>
    answer(req.raw, stageJson(core, req.param('id'), req.param('name'))),
  )
  return app
}

const saves = /^\/(api\/timelines\/[^/]+\/checkpoints|rpc\/checkpoints\/save)$/

/**
 * Takes the output from a request that saves a checkpoint and packs it, in a thread; other requests stay as they are.
 * @throws RushesError BAD_INPUT
 */
export async function takeOutput(
  core: Core,
  request: Request,
): Promise<{ request: Request; output?: CallContext['output'] }> {
  if (request.method !== 'POST' || !saves.test(new URL(request.url).pathname)) return { request }
  const { body, output } = await readSave(core, await readLimited(request))
  const headers = new Headers(request.headers)
  headers.delete('content-length')
  const rest = new Request(request.url, { method: 'POST', headers, body })
  return output ? { request: rest, output } : { request: rest }
}

async function answer(request: Request, json: Promise<string>): Promise<Response> {
  return await withEtag(request, new Response(await json, { headers: { 'content-type': 'application/json' } }))
}
