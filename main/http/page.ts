import { existsSync } from 'node:fs'
import { open } from 'node:fs/promises'
import { basename, join, resolve, sep } from 'node:path'
import { fileURLToPath } from 'node:url'
import { Hono } from 'hono'
import { RushesError } from '../../shared/errors.ts'
import { extensionOf } from '../../shared/video-files.ts'
import { sendFile } from './send-file.ts'

/**
 * The folder of the built page: beside the bundle, or `out/renderer` when running from source. See [Note: one flat
 * folder].
 */
export const builtPage = fileURLToPath(
  new URL(import.meta.url.endsWith('.ts') ? '../../out/renderer' : '../renderer', import.meta.url),
)

const contentTypes: Record<string, string> = {
  css: 'text/css; charset=utf-8',
  html: 'text/html; charset=utf-8',
  js: 'text/javascript; charset=utf-8',
  png: 'image/png',
  svg: 'image/svg+xml',
  woff2: 'font/woff2',
}

/** Serves the files in `folder`. Any other address is a view of the page and gets `index.html`. */
export function pageRoutes(folder: string): Hono {
  const app = new Hono()
  app.get('/assets/:name', ({ req }) => sendAsset(req.raw, folder, req.param('name')))
  app.get('*', async ({ req }) => {
    const asked = resolve(folder, `.${pathOf(req.url)}`)
    const isFile = asked.startsWith(folder + sep) && contentTypes[extensionOf(asked)] !== undefined
    return isFile ? await sendFileOf(req.raw, asked, 'no-cache') : await sendPage(req.raw, join(folder, 'index.html'))
  })
  return app
}

/** Sends an HTML file of the build. @throws RushesError NOT_FOUND, which says how to build it */
export async function sendPage(request: Request, path: string): Promise<Response> {
  if (!existsSync(path)) throw new RushesError('NOT_FOUND', 'The page is not built. Run “npm run build” first.')
  return await sendFileOf(request, path, 'no-cache')
}

/** Sends a script, style or font of the build, into whose name Vite puts the content hash. */
export async function sendAsset(request: Request, folder: string, name: string): Promise<Response> {
  const path = join(folder, 'assets', basename(name))
  return await sendFileOf(request, path, 'public, max-age=31536000, immutable')
}

/** Sends a file of the build that pages load. @throws RushesError NOT_FOUND */
export async function sendFileOf(request: Request, path: string, cacheControl: string): Promise<Response> {
  const contentType = contentTypes[extensionOf(path)]
  if (contentType === undefined || !existsSync(path))
    throw new RushesError('NOT_FOUND', `Nothing is served at ${new URL(request.url).pathname}.`)
  return await sendFile(request, { handle: await open(path), contentType, cacheControl })
}

/** Returns the decoded path of an address, or the path as written when its escapes are malformed. */
function pathOf(url: string): string {
  const { pathname } = new URL(url)
  try {
    return decodeURIComponent(pathname)
  } catch {
    return pathname
  }
}
