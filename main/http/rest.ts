import { SmartCoercionPlugin } from '@orpc/json-schema'
import { OpenAPIGenerator } from '@orpc/openapi'
import { OpenAPIHandler } from '@orpc/openapi/fetch'
import { ZodToJsonSchemaConverter } from '@orpc/zod/zod4'
import { Hono } from 'hono'
import { contract } from '../../shared/contract/index.ts'
import { errorKinds } from '../../shared/errors.ts'
import type { Core } from '../core.ts'
import { router } from '../router.ts'
import { limitCalls, refuseUnreadable } from './unreadable-call.ts'

/** Creates the REST routes of the contract and the OpenAPI document that describes them at `/openapi.json`. */
export function restRoutes(core: Core): Hono {
  const app = new Hono()
  const schemaConverters = [new ZodToJsonSchemaConverter()]
  // Query parameters are text. The plugin converts `limit=10` to the number that the schema requires.
  const plugins = [new SmartCoercionPlugin({ schemaConverters }), limitCalls]
  const handler = new OpenAPIHandler(router, { plugins, interceptors: [refuseUnreadable] })
  const generator = new OpenAPIGenerator({ schemaConverters })
  app.get('/openapi.json', async ({ json }) =>
    json(
      await generator.generate(contract, {
        info: { title: 'Rushes', version: core.version },
        servers: [{ url: '/api' }],
        security: [{ key: [] }],
        components: { securitySchemes: { key: { type: 'http', scheme: 'bearer' } } },
      }),
    ),
  )
  app.all('/*', async (context) => {
    const { matched, response } = await handler.handle(context.req.raw, { prefix: '/api', context: { core } })
    return matched ? await withRetryAfter(response) : context.notFound()
  })
  return app
}

/** A library that another program writes to is usually free again after some seconds. */
const retryAfterSeconds = '10'

/** Adds `Retry-After` to the error of a library that is busy. */
async function withRetryAfter(response: Response): Promise<Response> {
  if (response.status !== errorKinds.LIBRARY_BUSY.status) return response
  const { code } = (await response.clone().json()) as { code?: unknown }
  if (code === 'LIBRARY_BUSY') response.headers.set('retry-after', retryAfterSeconds)
  return response
}
