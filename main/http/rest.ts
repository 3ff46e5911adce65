import { SmartCoercionPlugin } from '@orpc/json-schema'
import { OpenAPIHandler } from '@orpc/openapi/fetch'
import { RequestHeadersPlugin } from '@orpc/server/plugins'
import { ZodToJsonSchemaConverter } from '@orpc/zod/zod4'
import { type Context, Hono } from 'hono'
import { RushesError } from '../../shared/errors.ts'
import type { Core } from '../core.ts'
import { router } from '../router.ts'
import { callerOf, needsScope } from './caller-of-request.ts'
import { takeOutput } from './checkpoints.ts'
import { createTurns, json, requireMatch, revalidated, withEtag } from './conditional.ts'
import type { ApiDescription } from './describe-api.ts'
import { answerIdempotent } from './idempotency.ts'
import { createKeptAnswers } from './kept-answers.ts'
import { takesQuery } from './known-query.ts'
import { linkTo, notePage, type Page, type RestContext } from './next-page.ts'
import { errorHeaders, problemOf, problemType } from './problem.ts'
import { isHeld } from './send-file.ts'
import { limitCalls, refuseUnreadable } from './unreadable-call.ts'

/** Creates the REST routes of the contract, and the OpenAPI document at `/openapi.json`. */
export function restRoutes(core: Core, { document }: ApiDescription): Hono {
  const app = new Hono()
  const oneByOne = createTurns()
  // Query parameters are text. The plugin converts `limit=10` to the number that the schema requires.
  const plugins = [
    new SmartCoercionPlugin({ schemaConverters: [new ZodToJsonSchemaConverter()] }),
    limitCalls,
    new RequestHeadersPlugin(),
  ]
  const handler = new OpenAPIHandler<RestContext>(router, {
    plugins,
    interceptors: [refuseUnreadable],
    clientInterceptors: [notePage],
    customErrorResponseBodyEncoder: problemOf,
  })
  app.get('/openapi.json', needsScope('read'), takesQuery(), async ({ json }) => json(await document()))
  const kept = createKeptAnswers(core)
  app.get('/*', async (context, next) => {
    const answer = context.req.method === 'GET' ? kept.find(context.req.url) : undefined
    if (!answer) return await next()
    const headers = { ...revalidated, etag: answer.etag }
    const isKnown = isHeld(context.req.header('if-none-match') ?? null, answer.etag)
    return isKnown ? context.body(null, 304, headers) : context.body(answer.body, 200, { ...headers, ...json })
  })
  app.all('/*', async (context) => {
    requireReadable(context)
    const page: Page = {}
    const answer = async (asked: Request, answered: Page = {}) => {
      const { request, output } = await takeOutput(core, asked)
      const { matched, response } = await handler.handle(request, {
        prefix: '/api',
        context: { core, caller: callerOf(context), isDryRun: isDryRun(context), page: answered, output },
      })
      if (!matched) return undefined
      if (answered.next) response.headers.set('link', linkTo(answered.next, request))
      return response
    }
    const request = requestOf(context)
    const work = async () => {
      if (request.method === 'GET') return await answer(request, page)
      const url = request.url.split('?')[0] ?? ''
      await requireMatch(request, () => answer(new Request(url, { headers: withoutBody(request.headers) })))
      return await answerIdempotent(core, callerOf(context), request, answer)
    }
    const keep = request.method === 'GET' ? kept.begin(context.req.url) : undefined
    const response = request.headers.has('if-match') ? await oneByOne(context.req.path, work) : await work()
    if (!response) return context.notFound()
    return await withEtag(request, await withErrorHeaders(response), (text) => page.isKept && keep?.(text))
  })
  return app
}

const dryRun = 'dryRun'

/** Returns whether a call that writes is only to report what it would change. @throws RushesError BAD_INPUT */
function isDryRun({ req }: Context): boolean {
  const value = req.query(dryRun)
  if (value === undefined || req.method === 'GET' || req.method === 'HEAD') return false
  if (value !== 'true' && value !== 'false') throw new RushesError('BAD_INPUT', 'dryRun: Expected true or false.')
  return value === 'true'
}

/**
 * Requires that the fields of a call are where they are read: those of a GET in the query, all others in the body, as
 * JSON.
 * @throws RushesError UNKNOWN_FIELD, WRONG_CONTENT_TYPE
 */
function requireReadable({ req }: Context): void {
  if (req.method === 'GET' || req.method === 'HEAD') return
  const [field] = Object.keys(req.query()).filter((name) => name !== dryRun)
  if (field !== undefined)
    throw new RushesError(
      'UNKNOWN_FIELD',
      `A ${req.method} takes no query, so “${field}” would be ignored. Send it as JSON in the body.`,
      { data: { fields: [field] } },
    )
  const type = req.header('content-type')
  const isEmpty = req.header('transfer-encoding') === undefined && Number(req.header('content-length') ?? 0) === 0
  if (!isEmpty && type !== undefined && !/^application\/json\s*(;|$)/i.test(type))
    throw new RushesError(
      'WRONG_CONTENT_TYPE',
      `The body is ${type}. Send JSON, with the header “Content-Type: application/json”.`,
    )
}

/** Returns the request; a HEAD is answered as a GET, without the body. */
function requestOf({ req: { raw } }: Context): Request {
  return raw.method === 'HEAD' ? new Request(raw, { method: 'GET' }) : raw
}

/** Returns the headers of a request without those that describe its body. */
function withoutBody(headers: Headers): Headers {
  const rest = new Headers(headers)
  for (const name of ['content-type', 'content-length', 'transfer-encoding']) rest.delete(name)
  return rest
}

async function withErrorHeaders(response: Response): Promise<Response> {
  if (response.status < 400) return response
  response.headers.set('content-type', problemType)
  const failure = (await response.clone().json()) as ReturnType<typeof problemOf>
  for (const [name, value] of Object.entries(errorHeaders(failure))) response.headers.set(name, value)
  return response
}
