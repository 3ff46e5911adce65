import { createHmac, randomBytes, timingSafeEqual } from 'node:crypto'
import type { Context, MiddlewareHandler } from 'hono'
import { getCookie, setCookie } from 'hono/cookie'
import { RushesError } from '../../shared/errors.ts'

/** Who may call one run of the server. */
export interface Access {
  /** Printed for the person and for programs. Whoever has it may use all of the library. */
  key: string
  /** Returns a value for `?once=`, which lets one browser in, within a minute. */
  issueOnce(): string
  /** Returns whether `given` was issued, is not older than a minute and was not used before; it is used now. */
  redeemOnce(given: string): boolean
}

const onceMs = 60_000

/** Creates random keys for one run of the server. */
export function createAccess(now: () => number = Date.now): Access {
  const issued = new Map<string, number>()
  return {
    key: random(),
    issueOnce() {
      const value = random()
      issued.set(value, now() + onceMs)
      return value
    },
    redeemOnce(given) {
      const until = issued.get(given)
      issued.delete(given)
      return until !== undefined && now() <= until
    },
  }
}

function random(): string {
  return randomBytes(24).toString('base64url')
}

/** Paths with data of the library. All others are files of the page, which are not secret. */
const dataPaths = /^\/(api|rpc|media|uploads)(\/|$)/

/**
 * Admits requests of the printed key's holder.
 * @throws RushesError FORBIDDEN
 *
 * [Note: who may call] Other pages in the same browser can reach loopback too. A request must therefore name one of
 * `hosts`, which a page that points its own name at 127.0.0.1 does not (DNS rebinding). When a page sent the request,
 * its origin must be this site.
 *
 * Programs send `Authorization: Bearer <key>`. A browser is let in by `?key=`, or by `?once=` if its address was passed
 * to another program, whose arguments everybody can read. Either is exchanged for a redirect to the plain address:
 *
 * - The key itself is in the fragment of that address, which a browser sends to no server. The page moves it to its
 *   storage, which belongs to this port, and sends it as programs do.
 * - Pictures and videos cannot send it. Their addresses carry a pass that opens `/media` only.
 * - A cookie opens the files of the page and nothing else. Cookies ignore ports: a browser sends those of 127.0.0.1 to
 *   every server there, which could use any other value as its own. No prefix of the name changes that, and Safari
 *   refuses `Secure`, which prefixes need, over plain HTTP.
 */
export function requireAccess({ key, redeemOnce }: Access, hosts: () => readonly string[]): MiddlewareHandler {
  const pagePass = derive(key, 'page')
  const mediaPass = derive(key, 'media')

  function mayRead({ req }: Context, cookie: string | undefined): boolean {
    if (req.method !== 'GET' && req.method !== 'HEAD') return false
    // Hono's path, by which it routes: escapes are decoded.
    if (req.path.startsWith('/media/')) return isSame(req.query('pass'), mediaPass)
    return !dataPaths.test(req.path) && isSame(cookie, pagePass)
  }

  return async (context, next) => {
    const { req } = context
    requireOwnSite(req.header('host') ?? '', req.header('origin'), hosts())
    const url = new URL(req.url)
    // Cookies ignore ports. The name keeps two servers on one computer from overwriting each other's cookie.
    const cookieName = `rushes_page_${url.port}`
    if (req.method === 'GET' && isEntry(url)) {
      setCookie(context, cookieName, pagePass, { httpOnly: true, sameSite: 'Strict', path: '/' })
      url.searchParams.delete('key')
      url.searchParams.delete('once')
      return context.redirect(`${url.pathname}${url.search}#rushes=${key}.${mediaPass}`)
    }
    const bearer = /^Bearer (.+)$/i.exec(req.header('authorization') ?? '')?.[1]
    if (!isSame(bearer, key) && !mayRead(context, getCookie(context, cookieName))) {
      throw new RushesError('FORBIDDEN', 'Open Rushes at the address that “rushes serve” printed. It ends with a key.')
    }
    return await next()
  }

  function isEntry({ searchParams }: URL): boolean {
    const once = searchParams.get('once')
    return isSame(searchParams.get('key') ?? undefined, key) || (once !== null && redeemOnce(once))
  }
}

function requireOwnSite(host: string, origin: string | undefined, hosts: readonly string[]): void {
  if (!hosts.includes(host))
    throw new RushesError(
      'FORBIDDEN',
      `Rushes does not answer requests for “${host}”. Use the address that it printed.`,
    )
  if (origin !== undefined && origin !== `http://${host}`) {
    throw new RushesError('FORBIDDEN', `The page at ${origin} is not allowed to use Rushes.`)
  }
}

/** Returns a pass for one purpose, from which the key cannot be computed. */
function derive(key: string, purpose: string): string {
  return createHmac('sha256', key).update(purpose).digest('base64url')
}

function isSame(given: string | undefined, expected: string): boolean {
  const [left, right] = [Buffer.from(given ?? ''), Buffer.from(expected)]
  return left.length === right.length && timingSafeEqual(left, right)
}
