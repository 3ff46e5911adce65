import { Hono } from 'hono'
import { type ErrorCode, errorKinds, messageOf, RushesError, systemCode } from '../../shared/errors.ts'
import { dataPaths } from './access.ts'
import { failureOf, rpcErrorResponse } from './problem.ts'
import { securityHeaders } from './security-headers.ts'

/** A library that another process serves, as `rushes serve` does. */
export interface ServedLibrary {
  /** The origin of the server: `https://studio.example`. */
  url: string
  /** The token that each request carries; undefined if the person has not given one. */
  token: () => string | undefined
  /** Sends a request: `fetch`, or Electron’s, which trusts the certificates that the system trusts and has a cache. */
  send: (url: string, init: RequestInit) => Promise<Response>
  /** The version of this Rushes, whose page speaks with the server. */
  version: string
}

/**
 * Returns the origin of an address that a person gave.
 * @throws RushesError BAD_INPUT if it is none, or would carry the token over the network unencrypted.
 */
export function serverOrigin(address: string): string {
  const text = address.trim()
  const full = /^[a-z]+:\/\//i.test(text) ? text : `https://${text}`
  // The scheme decides whether there is a host.
  if (!/^https?:/i.test(full) || !URL.canParse(full))
    throw new RushesError('BAD_INPUT', `“${text}” isn’t an http or https address.`)
  const url = new URL(full)
  if (url.protocol === 'http:' && !isLoopback(url.hostname))
    throw new RushesError(
      'BAD_INPUT',
      `Use https://${url.host}: over http, others on the network could read the token.`,
    )
  return url.origin
}

function isLoopback(hostname: string): boolean {
  return hostname === 'localhost' || hostname === '[::1]' || /^127\.\d+\.\d+\.\d+$/.test(hostname)
}

/**
 * Creates the app of a window that shows a served library: requests for data go to the server with the token, which the
 * page never sees; `page` answers all others. Addresses of pictures contain the hash of their content, so that the
 * cache of `send` keeps them by content. Before each subscription to events, which the page repeats until it succeeds,
 * the server is checked.
 */
export function servedLibraryApp(library: ServedLibrary, page: Hono): Hono {
  const app = new Hono()
  app.use(securityHeaders)
  app.all('*', async ({ req }, next) => {
    if (!dataPaths.test(req.path)) return await next()
    if (req.path === '/rpc/events/subscribe') await checkServer(library)
    return await forward(library, req.raw)
  })
  app.route('/', page)
  app.onError((error) => rpcErrorResponse(failureOf(error)))
  return app
}

/** Headers that belong to the connection with the page, not to the request. */
const ownHeaders = ['authorization', 'connection', 'content-length', 'cookie', 'host', 'origin', 'referer']

/** @throws RushesError SERVER_UNREACHABLE */
async function forward(library: ServedLibrary, request: Request): Promise<Response> {
  const { pathname, search } = new URL(request.url)
  const headers = new Headers([...request.headers].filter(([name]) => !/^sec-/.test(name)))
  for (const name of ownHeaders) headers.delete(name)
  const { method, body, signal } = request
  const answer = await ask(library, pathname + search, {
    ...{ method, headers, signal, body },
    ...(body && { duplex: 'half' }),
  })
  const response = decompressed(answer)
  // The policies are those of this window, whatever the server sends.
  for (const name of ['content-security-policy', 'referrer-policy']) response.headers.delete(name)
  return response
}

/** Returns an answer without the headers of its encoding: `fetch` has decompressed the body. */
export function decompressed(answer: Response): Response {
  const headers = new Headers(answer.headers)
  // The length is that of the compressed body.
  if (headers.has('content-encoding')) headers.delete('content-length')
  for (const name of ['content-encoding', 'transfer-encoding']) headers.delete(name)
  return new Response(answer.body, { status: answer.status, headers })
}

/** Sends a request with the token. @throws RushesError SERVER_UNREACHABLE, UNAUTHENTICATED without a token. */
async function ask({ url, token, send }: ServedLibrary, path: string, init: RequestInit): Promise<Response> {
  const given = token()
  if (given === undefined) throw new RushesError('UNAUTHENTICATED', `Enter a token for the library at ${url}.`)
  const headers = new Headers(init.headers)
  headers.set('authorization', `Bearer ${given}`)
  try {
    return await send(url + path, { ...init, headers })
  } catch (error) {
    if (init.signal?.aborted) throw error
    throw new RushesError('SERVER_UNREACHABLE', describeFailure(url, codeOf(error)), { cause: error })
  }
}

/** Returns the name that Node or Chromium gives to a failure of the network. */
function codeOf(error: unknown): string {
  const cause = error instanceof Error ? error.cause : undefined
  return systemCode(cause) ?? /net::(\w+)/.exec(messageOf(error))?.[1] ?? messageOf(error)
}

function describeFailure(url: string, code: string): string {
  if (/CERT|SIGNATURE/.test(code)) return `This computer does not trust the certificate of ${url} (${code}).`
  if (/SSL|TLS|EPROTO/.test(code)) return `There is no secure connection to ${url} (${code}).`
  return `${url} can’t be reached (${code}).`
}

/**
 * Checks that a server is a Rushes of this version that accepts the token.
 * @throws RushesError SERVER_UNREACHABLE, UNAUTHENTICATED, FORBIDDEN, or another error of the server.
 */
export async function checkServer(library: ServedLibrary): Promise<void> {
  const { url, version } = library
  const answer = await ask(library, '/rpc/library/get', {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: '{}',
  })
  const { json } = ((await answer.json().catch(() => undefined)) ?? {}) as { json?: Record<string, unknown> }
  if (answer.ok && typeof json?.version === 'string') return requireSameContract(url, json.version, version)
  if (typeof json?.code === 'string' && json.code in errorKinds)
    throw new RushesError(json.code as ErrorCode, String(json.message))
  throw new RushesError('SERVER_UNREACHABLE', `${url} answers, but not as Rushes does (HTTP ${answer.status}).`)
}

/** Compares versions up to the patch, which leaves the contract unchanged. */
function requireSameContract(url: string, theirs: string, own: string): void {
  const contractOf = (version: string) => version.split('.').slice(0, 2).join('.')
  if (contractOf(theirs) === contractOf(own)) return
  throw new RushesError(
    'SERVER_UNREACHABLE',
    `${url} runs Rushes ${theirs}, and this is ${own}. Install the same version on both computers.`,
  )
}
