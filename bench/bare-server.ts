import { createWriteStream } from 'node:fs'
import { createServer } from 'node:http'
import { pipeline } from 'node:stream/promises'
import { serve } from '@hono/node-server'
import { Hono } from 'hono'

// The baselines of the server: `json <text>` answers it from a bare Hono server, `write <file>` only writes the
// body of each request. Prints its port.
const [kind, value = ''] = process.argv.slice(2)
if (kind === 'json') {
  const app = new Hono()
  const body = JSON.parse(value)
  app.get('/', (context) => context.json(body))
  serve({ fetch: app.fetch, port: 0, hostname: '127.0.0.1' }, ({ port }) => console.log(port))
} else {
  const server = createServer(async (request, response) => {
    await pipeline(request, createWriteStream(value))
    response.end()
  })
  server.listen(0, '127.0.0.1', () => console.log((server.address() as { port: number }).port))
}
