import { SmartCoercionPlugin } from '@orpc/json-schema'
import { OpenAPIGenerator } from '@orpc/openapi'
import { OpenAPIHandler } from '@orpc/openapi/fetch'
import { ZodToJsonSchemaConverter } from '@orpc/zod/zod4'
import { Hono } from 'hono'
import { contract } from '../../shared/contract/index.ts'
import type { Core } from '../core.ts'
import { router } from '../router.ts'
import { limitCalls, refuseUnreadable } from './unreadable-call.ts'

/** The contract as REST for other programs, and the OpenAPI document that describes it at `/openapi.json`. */
export function restRoutes(core: Core): Hono {
  const app = new Hono()
  const schemaConverters = [new ZodToJsonSchemaConverter()]
  // What an address carries is text; the plugin reads `limit=10` as the number that the schema asks for.
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
    return matched ? response : context.notFound()
  })
  return app
}
