import { RPCHandler } from '@orpc/server/fetch'
import { RequestHeadersPlugin } from '@orpc/server/plugins'
import { type Context, Hono } from 'hono'
import { dryRunHeader } from '../../shared/dry-run.ts'
import { errorKinds } from '../../shared/errors.ts'
import type { Core } from '../core.ts'
import { router } from '../router.ts'
import { personHere } from '../services/calls/caller.ts'
import { createTokenVerifier } from '../services/tokens/verify-token.ts'
import { type Access, createAdmitToken, requireAccess, requireToken } from './access.ts'
import { byteRoutes } from './bytes.ts'
import { type AppEnv, alwaysCalledBy, callerOf, needsScope } from './caller-of-request.ts'
import { checkpointRoutes, takeOutput } from './checkpoints.ts'
import { describeApi } from './describe-api.ts'
import { docsRoutes } from './docs.ts'
import { errorPage, errorPagePolicy } from './error-page.ts'
import { frameRoutes } from './frames.ts'
import { mcpRoutes } from './mcp.ts'
import { mediaRoutes } from './media.ts'
import { builtPage, pageRoutes } from './page.ts'
import { errorHeaders, failureOf, problemResponse, rpcErrorResponse } from './problem.ts'
import { createRateLimits } from './rate-limits.ts'
import { restRoutes } from './rest.ts'
import { resumableUploadRoutes } from './resumable-uploads.ts'
import { securityHeaders } from './security-headers.ts'
import { requireKnownSite } from './sites.ts'
import { limitCalls, refuseUnreadable } from './unreadable-call.ts'
import { uploadRoutes } from './uploads.ts'

/** Admission: on loopback with the printed key or a token, elsewhere with a token only. */
type Doorkeeper = (Access & { hosts: () => readonly string[] }) | { tokensOnly: true; isBehindProxy: boolean }

export interface AppOptions {
  /** Omitted in the desktop window, which nothing else can reach. */
  access?: Doorkeeper
  /** Called with each request that was admitted. */
  onAdmitted?: ((context: Context<AppEnv>) => void) | undefined
  /** Serves MCP at `/mcp`; with `canWrite`, also the tools that change something. */
  mcp?: { canWrite: boolean } | undefined
  /** Serves the page's files in place of the built ones (development). It may set its own content security policy. */
  page?: Hono
}

/** Creates the app that answers requests of the browser, of other programs and of the desktop window's protocol. */
export function createApp(core: Core, options: AppOptions = {}): Hono<AppEnv> {
  const app = new Hono<AppEnv>()
  const rpc = new RPCHandler(router, {
    plugins: [limitCalls, new RequestHeadersPlugin()],
    interceptors: [refuseUnreadable],
  })
  app.use(securityHeaders)
  guard(app, core, options, docsRoutes(builtPage))
  app.all('/rpc/*', async (context) => {
    const { request, output } = await takeOutput(core, context.req.raw)
    const { matched, response } = await rpc.handle(request, {
      prefix: '/rpc',
      context: { core, caller: callerOf(context), isDryRun: context.req.header(dryRunHeader) === 'true', output },
    })
    return matched ? response : context.notFound()
  })
  const api = describeApi(core.version)
  app.route('/api', frameRoutes(core))
  app.route('/api', checkpointRoutes(core))
  app.route('/api/media/uploads', resumableUploadRoutes(core))
  app.route('/api/media', mediaRoutes(core))
  app.route('/api', restRoutes(core, api))
  app.use('/media/*', needsScope('read'))
  app.use('/uploads/*', needsScope('write'))
  app.route('/media', byteRoutes(core))
  app.route('/uploads', uploadRoutes(core))
  if (options.mcp) app.route('/mcp', mcpRoutes(core, options.mcp))
  // The page answers all other addresses.
  for (const path of ['/media/*', '/uploads/*']) app.all(path, (context) => context.notFound())
  app.route('/', options.page ?? pageRoutes(builtPage))
  app.notFound(async ({ req }) => {
    const allowed = await api.methodsOf(req.path)
    const isServed = allowed.length > 0
    const code = isServed ? 'WRONG_METHOD' : 'NOT_FOUND'
    const message = isServed
      ? `${req.path} takes ${allowed.join(' or ')}, not ${req.method}.`
      : `Nothing is served at ${req.path}.`
    const { status } = errorKinds[code]
    return problemResponse({ code, status, message }, isServed ? { allow: allowed.join(', ') } : {})
  })
  app.onError((error, context) => {
    const { req } = context
    const failure = failureOf(error)
    if (failure.code === 'INTERNAL') core.log.warn(`${req.method} ${req.path} failed`, { error: error.stack })
    // A person who opens an address without the key gets a page, not JSON.
    if (req.header('accept')?.includes('text/html'))
      return context.html(errorPage(failure.message, failure.code === 'FORBIDDEN'), failure.status as 500, {
        'content-security-policy': errorPagePolicy,
      })
    if (req.path.startsWith('/rpc/')) return rpcErrorResponse(failure)
    return problemResponse(failure, errorHeaders(failure))
  })
  return app
}

/** Adds what admits requests and sets their caller, before all routes but the `open` ones. */
function guard(app: Hono<AppEnv>, core: Core, { access, onAdmitted }: AppOptions, open: Hono): void {
  if (!access) return void app.route('/', open).use(alwaysCalledBy(personHere('window')))
  const isLoopback = 'key' in access
  const limits = createRateLimits(!isLoopback && access.isBehindProxy)
  const admitToken = createAdmitToken(createTokenVerifier(core), limits)
  const listOrigins = async () => (await core.credentials.settings()).origins
  app.use(requireKnownSite(listOrigins, isLoopback ? access.hosts : undefined))
  app.route('/', open)
  app.use(isLoopback ? requireAccess(access, admitToken, limits) : requireToken(admitToken))
  if (!onAdmitted) return
  app.use(async (context, next) => {
    onAdmitted(context)
    await next()
  })
}
