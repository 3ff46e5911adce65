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

/**
 * Serves `app` on the loopback address, on `port` or, with 0, on a free one.
 * @throws RushesError CONFLICT when the port is taken.
 */
export function listen(app: Hono, options: { port: number }): Promise<Listener> {
  const hostname = '127.0.0.1'
  return new Promise((resolve, reject) => {
    const server = serve({ fetch: app.fetch, port: options.port, hostname }, ({ port }) =>
      resolve({ port, url: `http://${hostname}:${port}`, close: () => closeServer(server) }),
    ) as Server
    server.on('error', (error) => {
      const taken = systemCode(error) === 'EADDRINUSE' || systemCode(error) === 'EACCES'
      const message = taken
        ? `Port ${options.port} is taken or not allowed; choose another with --port.`
        : error.message
      reject(new RushesError(taken ? 'CONFLICT' : 'INTERNAL', message, { cause: error }))
    })
  })
}

function closeServer(server: Server): Promise<void> {
  return new Promise((resolve) => {
    server.close(() => resolve())
    // Event streams stay open for as long as anybody listens.
    server.closeAllConnections()
  })
}
