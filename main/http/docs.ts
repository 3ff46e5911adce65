import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { Hono } from 'hono'
import { takesQuery } from './known-query.ts'
import { sendAsset, sendFileOf, sendPage } from './page.ts'

/**
 * Creates the route of the page to read and try the API, with its scripts and styles. Everybody who reaches the server
 * may load them: a browser cannot send a token for a page, and they contain nothing of a library. The OpenAPI document
 * that the page shows needs the token of its field.
 */
export function docsRoutes(folder: string): Hono {
  const app = new Hono()
  app.get('/api/docs', takesQuery(), ({ req }) => sendPage(req.raw, join(folder, 'api-docs', 'index.html')))
  app.get('/assets/:name', async ({ req }, next) => {
    const name = req.param('name')
    return existsSync(join(folder, 'assets', name)) ? await sendAsset(req.raw, folder, name) : await next()
  })
  app.get('/icon.svg', async ({ req }, next) => {
    const path = join(folder, 'icon.svg')
    return existsSync(path) ? await sendFileOf(req.raw, path, 'no-cache') : await next()
  })
  return app
}
