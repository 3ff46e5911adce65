import { RPCHandler } from '@orpc/server/fetch'
import { Hono } from 'hono'
import { html } from 'hono/html'
import { errorKinds, RushesError } from '../../shared/errors.ts'
import type { Core } from '../core.ts'
import { router } from '../router.ts'
import { type Access, requireAccess } from './access.ts'
import { byteRoutes } from './bytes.ts'
import { builtPage, pageRoutes } from './page.ts'
import { restRoutes } from './rest.ts'
import { securityHeaders } from './security-headers.ts'
import { limitCalls, refuseUnreadable } from './unreadable-call.ts'
import { uploadRoutes } from './uploads.ts'

interface AppOptions {
  /** The keys and hosts to require. Omitted in the desktop window, which nothing else can reach. */
  access?: Access & { hosts: () => readonly string[] }
  /** Serves the page's files in place of the built ones (development). It may set its own content security policy. */
  page?: Hono
}

/** Creates the app that answers requests of the browser, of other programs and of the desktop window's protocol. */
export function createApp(core: Core, options: AppOptions = {}): Hono {
  const app = new Hono()
  const rpc = new RPCHandler(router, { plugins: [limitCalls], interceptors: [refuseUnreadable] })
  app.use(securityHeaders)
  if (options.access) app.use(requireAccess(options.access, options.access.hosts))
  app.all('/rpc/*', async (context) => {
    const { matched, response } = await rpc.handle(context.req.raw, { prefix: '/rpc', context: { core } })
    return matched ? response : context.notFound()
  })
  app.route('/api', restRoutes(core))
  app.route('/media', byteRoutes(core))
  app.route('/uploads', uploadRoutes(core))
  app.route('/', options.page ?? pageRoutes(builtPage))
  app.notFound(({ json, req }) => json({ code: 'NOT_FOUND', message: `Nothing is served at ${req.path}.` }, 404))
  app.onError((error, context) => {
    const { json, req } = context
    const known = error instanceof RushesError ? error : new RushesError('INTERNAL', error.message, { cause: error })
    if (known.code === 'INTERNAL') core.log.warn(`${req.method} ${req.path} failed`, { error: error.stack })
    const status = errorKinds[known.code].status as 500
    // A person who opens an address without the key gets a sentence, not JSON.
    if (req.header('accept')?.includes('text/html'))
      return context.html(html`<title>Rushes</title>${known.message}`, status)
    return json({ code: known.code, message: known.message }, status)
  })
  return app
}
