import { SmartCoercionPlugin } from '@orpc/json-schema'
import { OpenAPIHandler } from '@orpc/openapi/fetch'
import { RequestHeadersPlugin } from '@orpc/server/plugins'
import { ZodToJsonSchemaConverter } from '@orpc/zod/zod4'
import { type Context, Hono } from 'hono'
import { RushesError } from '../../shared/errors.ts'
import type { Core } from '../core.ts'
import { router } from '../router.ts'
import { callerOf, needsScope } from './caller-of-request.ts'
import type { ApiDescription } from './describe-api.ts'
import { takesQuery } from './known-query.ts'
import { errorHeaders, problemOf, problemType } from './problem.ts'
import { limitCalls, refuseUnreadable } from './unreadable-call.ts'

/** Creates the REST routes of the contract, and the OpenAPI document at `/openapi.json`. */
export function restRoutes(core: Core, { document }: ApiDescription): Hono {
  const app = new Hono()
  // Query parameters are text. The plugin converts `limit=10` to the number that the schema requires.
  const plugins = [
    new SmartCoercionPlugin({ schemaConverters: [new ZodToJsonSchemaConverter()] }),
    limitCalls,
    new RequestHeadersPlugin(),
  ]
  const handler = new OpenAPIHandler(router, {
    plugins,
    interceptors: [refuseUnreadable],
    customErrorResponseBodyEncoder: problemOf,
  })
  app.get('/openapi.json', needsScope('read'), takesQuery(), async ({ json }) => json(await document()))
  app.all('/*', async (context) => {
    requireReadable(context)
    const { matched, response } = await handler.handle(requestOf(context), {
      prefix: '/api',
      context: { core, caller: callerOf(context), isDryRun: isDryRun(context) },
    })
    return matched ? await withErrorHeaders(response) : context.notFound()
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

async function withErrorHeaders(response: Response): Promise<Response> {
  if (response.status < 400) return response
  response.headers.set('content-type', problemType)
  const failure = (await response.clone().json()) as ReturnType<typeof problemOf>
  for (const [name, value] of Object.entries(errorHeaders(failure))) response.headers.set(name, value)
  return response
}
