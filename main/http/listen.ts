import type { Server } from 'node:http'
import { serve } from '@hono/node-server'
import type { Hono } from 'hono'
import { RushesError, systemCode } from '../../shared/errors.ts'

export interface Listener {
  port: number
  /** `http://127.0.0.1:4317` */
  url: string
  close(): Promise<void>
}

/** Node's five minutes are too short for an upload of hours; one from which nothing arrives ends sooner. */
const longestRequestMs = 24 * 3_600_000

/**
 * How long a connection stays open between two requests. Node's 5 s end while programs still use theirs: a busy process
 * closes the connection that a request has just been sent on, and the program gets ECONNRESET. Most clients give theirs
 * up after a minute or sooner, so that they close first.
 */
const idleConnectionMs = 65_000

/**
 * Serves `app` on 127.0.0.1 at `port`, or at a free port for 0.
 * @throws RushesError CONFLICT when the port is in use or not permitted.
 */
export function listen(app: Hono, options: { port: number }): Promise<Listener> {
  const hostname = '127.0.0.1'
  return new Promise((resolve, reject) => {
    const server = serve({ fetch: app.fetch, port: options.port, hostname }, ({ port }) =>
      resolve({ port, url: `http://${hostname}:${port}`, close: () => closeServer(server) }),
    ) as Server
    server.requestTimeout = longestRequestMs
    server.keepAliveTimeout = idleConnectionMs
    server.on('error', (error) => {
      const taken = systemCode(error) === 'EADDRINUSE' || systemCode(error) === 'EACCES'
      const message = taken
        ? `Port ${options.port} is in use or not permitted. Choose another with --port.`
        : error.message
      reject(new RushesError(taken ? 'CONFLICT' : 'INTERNAL', message, { cause: error }))
    })
  })
}

function closeServer(server: Server): Promise<void> {
  return new Promise((resolve) => {
    server.close(() => resolve())
    // Event streams would otherwise keep the server open.
    server.closeAllConnections()
  })
}
