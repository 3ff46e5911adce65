import { Hono } from 'hono'
import { errorKinds } from '../../shared/errors.ts'
import { includesScope, smallerScope } from '../../shared/scopes.ts'
import type { Core } from '../core.ts'
import { createClient } from '../router.ts'
import { readPicture } from '../services/videos/served-files.ts'
import { type AppEnv, callerOf, needsScope } from './caller-of-request.ts'
import { problemResponse } from './problem.ts'

/** Creates the route of MCP over HTTP. With `canWrite`, callers whose scope includes `write` get the write tools. */
export function mcpRoutes(core: Core, { canWrite }: { canWrite: boolean }): Hono<AppEnv> {
  const app = new Hono<AppEnv>()
  app.post('/', needsScope('read'), async (context) => {
    // Loaded by the first request: the window starts without it.
    const { createMcpServer } = await import('../mcp/server.ts')
    const { answerMcp } = await import('../mcp/transports.ts')
    const { signal } = context.req.raw
    const caller = callerOf(context)
    const scope = smallerScope(caller.scope, canWrite ? 'write' : 'read')
    const server = createMcpServer({
      version: core.version,
      client: createClient(core, { ...caller, scope }),
      canWrite: includesScope(scope, 'write'),
      readPicture: (kind, id) => readPicture(core, kind, id, signal),
    })
    return await answerMcp(server, context.req.raw)
  })
  // There is no stream of messages from the server, and no session to end.
  app.all('/', (context) => {
    const message = `${context.req.path} takes POST, not ${context.req.method}.`
    return problemResponse({ code: 'WRONG_METHOD', status: errorKinds.WRONG_METHOD.status, message }, { allow: 'POST' })
  })
  return app
}
