import { randomBytes, timingSafeEqual } from 'node:crypto'
import type { MiddlewareHandler } from 'hono'
import { getCookie, setCookie } from 'hono/cookie'
import { RushesError } from '../../shared/errors.ts'

/** A fresh key for one run of the server: whoever was given the printed address may use it. */
export function createAccessKey(): string {
  return randomBytes(24).toString('base64url')
}

const cookieName = 'rushes_key'

/**
 * Lets in who came through the address that was printed. `?key=` becomes a cookie of this site and a plain address;
 * programs send `Authorization: Bearer <key>`.
 *
 * [Note: who may call] Other pages in the same browser can reach loopback too. A request must therefore name one of
 * `hosts` (a page that points its own name at 127.0.0.1 does not), and, when a page sent it, come from this site.
 */
export function requireAccess(key: string, hosts: () => readonly string[]): MiddlewareHandler {
  return async (context, next) => {
    const { req } = context
    const host = req.header('host') ?? ''
    if (!hosts().includes(host)) throw new RushesError('FORBIDDEN', `Requests to “${host}” are not for this Rushes.`)
    const origin = req.header('origin')
    if (origin !== undefined && origin !== `http://${host}`) {
      throw new RushesError('FORBIDDEN', `The page at ${origin} may not use this Rushes.`)
    }
    const url = new URL(req.url)
    const given = url.searchParams.get('key')
    if (given !== null && req.method === 'GET' && isSame(given, key)) {
      // Cookies do not know ports: two servers on one computer must not overwrite each other's.
      setCookie(context, `${cookieName}_${url.port}`, key, { httpOnly: true, sameSite: 'Strict', path: '/' })
      url.searchParams.delete('key')
      return context.redirect(`${url.pathname}${url.search}`)
    }
    const bearer = /^Bearer (.+)$/i.exec(req.header('authorization') ?? '')?.[1]
    const offered = bearer ?? getCookie(context, `${cookieName}_${url.port}`)
    if (offered === undefined || !isSame(offered, key)) {
      throw new RushesError(
        'FORBIDDEN',
        'Open Rushes through the address that “rushes serve” printed; it ends with a key.',
      )
    }
    return await next()
  }
}

function isSame(a: string, b: string): boolean {
  const [left, right] = [Buffer.from(a), Buffer.from(b)]
  return left.length === right.length && timingSafeEqual(left, right)
}
