import { existsSync } from 'node:fs'
import { open } from 'node:fs/promises'
import { join, resolve, sep } from 'node:path'
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
  app.get('*', async ({ req }) => {
    const asked = resolve(folder, `.${pathOf(req.url)}`)
    const inside = asked.startsWith(folder + sep)
    const isFile = inside && contentTypes[extensionOf(asked)] !== undefined
    const path = isFile ? asked : join(folder, 'index.html')
    if (!existsSync(path)) {
      if (isFile) throw new RushesError('NOT_FOUND', `Nothing is served at ${req.path}.`)
      throw new RushesError('NOT_FOUND', `The page is not built. Run “npm run build” first.`)
    }
    const contentType = contentTypes[extensionOf(path)] ?? 'application/octet-stream'
    // Vite puts the content hash into the names of `assets`.
    const isHashed = isFile && asked.startsWith(join(folder, 'assets') + sep)
    const cacheControl = isHashed ? 'public, max-age=31536000, immutable' : 'no-cache'
    return await sendFile(req.raw, { handle: await open(path), contentType, cacheControl })
  })
  return app
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
