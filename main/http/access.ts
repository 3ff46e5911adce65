import { createHmac, randomBytes, timingSafeEqual } from 'node:crypto'
import type { Context, MiddlewareHandler } from 'hono'
import { getCookie, setCookie } from 'hono/cookie'
import { RushesError } from '../../shared/errors.ts'
import { type Caller, personHere } from '../services/calls/caller.ts'
import type { VerifyToken } from '../services/tokens/verify-token.ts'
import type { AppEnv } from './caller-of-request.ts'
import type { RateLimits } from './rate-limits.ts'

/** The callers that one run of the server accepts. */
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
export const dataPaths = /^\/(api|mcp|rpc|media|uploads)(\/|$)/

/** Returns the caller that a token stands for, or refuses it. */
type AdmitToken = (context: Context, token: string) => Promise<Caller>

/**
 * Admits requests with the printed key, and those with a token, and sets their caller.
 * @throws RushesError FORBIDDEN; UNAUTHENTICATED for a token that is not accepted.
 *
 * [Note: who may call] Other pages in the same browser can reach loopback too. A request must therefore name one of
 * its hosts, which a page that points its own name at 127.0.0.1 does not (DNS rebinding). When a page sent the request,
 * its origin must be this site or listed in the settings (`sites.ts`).
 *
 * Programs send `Authorization: Bearer <key>`, or a token, which says what it may do. A browser is let in by `?key=`,
 * or by `?once=` if its address was passed to another program, whose arguments everybody can read. Either is exchanged
 * for a redirect to the plain address:
 *
 * - The key itself is in the fragment of that address, which a browser sends to no server. The page moves it to its
 *   storage, which belongs to this port, and sends it as programs do.
 * - Pictures and videos cannot send it. Their addresses carry a pass that opens `/media` only.
 * - A cookie opens the files of the page and nothing else. Cookies ignore ports: a browser sends those of 127.0.0.1 to
 *   every server there, which could use any other value as its own. No prefix of the name changes that, and Safari
 *   refuses `Secure`, which prefixes need, over plain HTTP.
 */
export function requireAccess(
  { key, redeemOnce }: Access,
  admitToken: AdmitToken,
  limits: RateLimits,
): MiddlewareHandler<AppEnv> {
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
    const url = new URL(req.url)
    // Cookies ignore ports. The name keeps two servers on one computer from overwriting each other's cookie.
    const cookieName = `rushes_page_${url.port}`
    if (req.method === 'GET' && isEntry(url)) {
      setCookie(context, cookieName, pagePass, { httpOnly: true, sameSite: 'Strict', path: '/' })
      url.searchParams.delete('key')
      url.searchParams.delete('once')
      return context.redirect(`${url.pathname}${url.search}#rushes=${key}.${mediaPass}`)
    }
    context.set('caller', await callerWith(context, getCookie(context, cookieName)))
    return await next()
  }

  async function callerWith(context: Context, cookie: string | undefined): Promise<Caller> {
    const bearer = bearerOf(context)
    if (isSame(bearer, key)) return personHere('browser')
    if (bearer !== undefined && isToken(bearer)) return await admitToken(context, bearer)
    if (bearer !== undefined) await limits.countRefusal(context)
    else if (mayRead(context, cookie)) return { ...personHere('browser'), scope: 'read' }
    throw new RushesError('FORBIDDEN', 'Open Rushes at the address that “rushes serve” printed. It ends with a key.')
  }

  function isEntry({ searchParams }: URL): boolean {
    const once = searchParams.get('once')
    return isSame(searchParams.get('key') ?? undefined, key) || (once !== null && redeemOnce(once))
  }
}

/** Admits requests with a token, and no others. @throws RushesError UNAUTHENTICATED */
export function requireToken(admitToken: AdmitToken): MiddlewareHandler<AppEnv> {
  return async (context, next) => {
    const bearer = bearerOf(context)
    if (bearer === undefined)
      throw new RushesError('UNAUTHENTICATED', 'Send a token, as in “Authorization: Bearer <token>”.')
    context.set('caller', await admitToken(context, bearer))
    await next()
  }
}

/** Creates the check of tokens, which counts the requests of each user and the refused ones of each address. */
export function createAdmitToken(verify: VerifyToken, limits: RateLimits): AdmitToken {
  return async (context, token) => {
    const caller = await verify(token).catch(async (error) => {
      await limits.countRefusal(context)
      throw error
    })
    await limits.countCall(caller)
    return caller
  }
}

function bearerOf({ req }: Context): string | undefined {
  return /^Bearer (.+)$/i.exec(req.header('authorization') ?? '')?.[1]
}

/** Returns whether a bearer has the form of a token: three parts, of which a key has one. */
function isToken(bearer: string): boolean {
  return bearer.split('.').length === 3
}

/** Returns a pass for one purpose, from which the key cannot be computed. */
function derive(key: string, purpose: string): string {
  return createHmac('sha256', key).update(purpose).digest('base64url')
}

/** Compares a secret in constant time. */
export function isSame(given: string | undefined, expected: string): boolean {
  const [left, right] = [Buffer.from(given ?? ''), Buffer.from(expected)]
  return left.length === right.length && timingSafeEqual(left, right)
}
