import type { IncomingMessage, Server } from 'node:http'
import { createServer as createSecureServer } from 'node:https'
import { serve } from '@hono/node-server'
import type { Hono } from 'hono'
import { RushesError, systemCode } from '../../shared/errors.ts'
import type { AppEnv } from './caller-of-request.ts'

export interface Listener {
  port: number
  /** `http://127.0.0.1:4317` */
  url: string
  close(): Promise<void>
}

/** Node's five minutes are too short for an upload of hours; one from which nothing arrives ends sooner. */
const longestRequestMs = 24 * 3_600_000

/**
 * Time that a connection stays open between two requests. Node's default of 5 s is too short: a busy process closes the
 * connection that a request has just been sent on, and the program gets ECONNRESET. Most clients close theirs after a
 * minute or sooner, and so before the server.
 */
const idleConnectionMs = 65_000

/** Longest time until the headers of a request have arrived, and the body of one that is no upload. */
const headersMs = 20_000
const bodyMs = 60_000

/** Connections beyond these are closed at once, so that a flood of them exhausts neither files nor memory. */
const mostConnections = 2000

export interface ListenOptions {
  port: number
  /** The address to listen on. */
  host?: string
  /** The certificate and its private key (PEM); without them, the server speaks plain HTTP. */
  tls?: { cert: Buffer; key: Buffer }
  /** Longest time until the body of a call has arrived, and in which nothing of an upload arrives. */
  bodyMs?: number
}

/**
 * Serves `app` at `port`, or at a free port for 0; on loopback without `host`.
 * @throws RushesError CONFLICT when the port is in use or not permitted.
 */
export function listen(app: Hono<AppEnv>, options: ListenOptions): Promise<Listener> {
  const { host: hostname = '127.0.0.1', tls } = options
  return new Promise((resolve, reject) => {
    const secure = tls && { createServer: createSecureServer, serverOptions: tls }
    const server = serve({ fetch: app.fetch, port: options.port, hostname, ...secure }, ({ port }) => {
      const name = hostname.includes(':') ? `[${hostname}]` : hostname
      resolve({ port, url: `${tls ? 'https' : 'http'}://${name}:${port}`, close: () => closeServer(server) })
    }) as Server
    server.requestTimeout = longestRequestMs
    server.headersTimeout = headersMs
    server.keepAliveTimeout = idleConnectionMs
    server.maxConnections = mostConnections
    server.prependListener('request', (request) => endSlowBody(request, options.bodyMs ?? bodyMs))
    server.on('error', (error) => {
      const taken = systemCode(error) === 'EADDRINUSE' || systemCode(error) === 'EACCES'
      const message = taken
        ? `Port ${options.port} is in use or not permitted. Choose another with --port.`
        : error.message
      reject(new RushesError(taken ? 'CONFLICT' : 'INTERNAL', message, { cause: error }))
    })
  })
}

/** Closes the connection of a call whose body takes too long, and of an upload of which nothing arrives any more. */
function endSlowBody(request: IncomingMessage, afterMs: number): void {
  if (request.complete) return
  const isUpload = uploadPaths.test(request.url ?? '')
  let seen = request.socket.bytesRead
  const timer = setInterval(() => {
    const { bytesRead } = request.socket
    // A body of which some is buffered waits for this server, not for its sender.
    const isAlive = isUpload && (bytesRead > seen || request.readableLength > 0)
    seen = bytesRead
    if (!request.complete && !isAlive) request.destroy()
  }, afterMs).unref()
  request.once('close', () => clearInterval(timer))
}

const uploadPaths = /^\/(uploads|api\/media|api\/timelines)([/?]|$)/

function closeServer(server: Server): Promise<void> {
  return new Promise((resolve) => {
    server.close(() => resolve())
    // Event streams would otherwise keep the server open.
    server.closeAllConnections()
  })
}
