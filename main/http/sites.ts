import type { MiddlewareHandler } from 'hono'
import { cors } from 'hono/cors'
import { RushesError } from '../../shared/errors.ts'

/** Lets a page at another origin send what programs send, and read what they read. */
const crossOrigin = cors({
  // Called for known origins only.
  origin: (origin) => origin,
  exposeHeaders: [
    ...['allow', 'content-location', 'content-range', 'etag', 'link', 'location', 'retry-after', 'www-authenticate'],
    ...['tus-resumable', 'upload-expires', 'upload-length', 'upload-metadata', 'upload-offset'],
  ],
  maxAge: 600,
})

/**
 * Requires that a request names one of `hosts`, if given, and comes from no page, from one of this site, or from one
 * whose origin is listed in the settings of the library. A listed page may read the response. See [Note: who may call].
 * @throws RushesError FORBIDDEN
 */
export function requireKnownSite(
  listOrigins: () => Promise<string[]>,
  hosts?: () => readonly string[],
): MiddlewareHandler {
  return async (context, next) => {
    const host = context.req.header('host') ?? ''
    const origin = context.req.header('origin')
    if (hosts && !hosts().includes(host))
      throw new RushesError(
        'FORBIDDEN',
        `Rushes does not answer requests for “${host}”. Use the address that it printed.`,
      )
    if (origin === undefined || isOwn(origin, host, hosts !== undefined)) return await next()
    if (!(await listOrigins()).includes(origin))
      throw new RushesError('FORBIDDEN', `The page at ${origin} is not allowed to use Rushes.`)
    return await crossOrigin(context, next)
  }
}

/** Returns whether an origin is this site. Loopback has no TLS; elsewhere it may end at a proxy. */
function isOwn(origin: string, host: string, isLoopback: boolean): boolean {
  return origin === `http://${host}` || (!isLoopback && origin === `https://${host}`)
}
