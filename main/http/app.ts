import { RPCHandler } from '@orpc/server/fetch'
import { Hono } from 'hono'
import { html } from 'hono/html'
import { errorKinds, RushesError } from '../../shared/errors.ts'
import type { Core } from '../core.ts'
import { router } from '../router.ts'
import { requireAccess } from './access.ts'
import { mediaRoutes } from './media.ts'
import { builtPage, pageRoutes } from './page.ts'
import { restRoutes } from './rest.ts'
import { securityHeaders } from './security-headers.ts'
import { limitCalls, refuseUnreadable } from './unreadable-call.ts'
import { uploadRoutes } from './uploads.ts'

interface AppOptions {
  /** Who may call; everybody who can reach the app where it is left out (the desktop window: nobody else can). */
  access?: { key: string; hosts: () => readonly string[] }
  /** Answers for the files of the page, in place of the built ones (development). May set a policy of its own. */
  page?: Hono
}

/** One app for all that speaks in requests: the browser, other programs, and the desktop window's own protocol. */
export function createApp(core: Core, options: AppOptions = {}): Hono {
  const app = new Hono()
  const rpc = new RPCHandler(router, { plugins: [limitCalls], interceptors: [refuseUnreadable] })
  app.use(securityHeaders)
  if (options.access) app.use(requireAccess(options.access.key, options.access.hosts))
  app.all('/rpc/*', async (context) => {
    const { matched, response } = await rpc.handle(context.req.raw, { prefix: '/rpc', context: { core } })
    return matched ? response : context.notFound()
  })
  app.route('/api', restRoutes(core))
  app.route('/media', mediaRoutes(core))
  app.route('/uploads', uploadRoutes(core))
  app.route('/', options.page ?? pageRoutes(builtPage))
  app.notFound(({ json, req }) => json({ code: 'NOT_FOUND', message: `There is no ${req.path}.` }, 404))
  app.onError((error, context) => {
    const { json, req } = context
    const known = error instanceof RushesError ? error : new RushesError('INTERNAL', error.message, { cause: error })
    if (known.code === 'INTERNAL') core.log.warn(`${req.method} ${req.path} failed`, { error: error.stack })
    const status = errorKinds[known.code].status as 500
    // A person who opens an address without the key gets the sentence, not JSON.
    if (req.header('accept')?.includes('text/html'))
      return context.html(html`<title>Rushes</title>${known.message}`, status)
    return json({ code: known.code, message: known.message }, status)
  })
  return app
}
