import { existsSync } from 'node:fs'
import { join, resolve, sep } from 'node:path'
import { fileURLToPath } from 'node:url'
import { Hono } from 'hono'
import { RushesError } from '../../shared/errors.ts'
import { extensionOf } from '../../shared/video-files.ts'
import { sendFile } from './send-file.ts'

/** The built page: beside the bundle, or in `out` when this runs from its source. See [Note: one flat folder]. */
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

/** Serves the files in `folder`; an address that is a view of the page, not a file, gets the page itself. */
export function pageRoutes(folder: string): Hono {
  const app = new Hono()
  app.get('*', async ({ req }) => {
    const asked = resolve(folder, `.${pathOf(req.url)}`)
    const inside = asked.startsWith(folder + sep)
    const isFile = inside && contentTypes[extensionOf(asked)] !== undefined
    const path = isFile ? asked : join(folder, 'index.html')
    if (!existsSync(path)) {
      if (isFile) throw new RushesError('NOT_FOUND', `There is no ${req.path}.`)
      throw new RushesError('NOT_FOUND', `The page is not built; run “npm run build” first.`)
    }
    const contentType = contentTypes[extensionOf(path)] ?? 'application/octet-stream'
    // Vite names what it builds into `assets` by its content.
    const lasting = isFile && asked.startsWith(join(folder, 'assets') + sep)
    const cacheControl = lasting ? 'public, max-age=31536000, immutable' : 'no-cache'
    return await sendFile(req.raw, { path, contentType, cacheControl })
  })
  return app
}

/** The path of an address as the file system has it; as it stands where its escapes are no text. */
function pathOf(url: string): string {
  const { pathname } = new URL(url)
  try {
    return decodeURIComponent(pathname)
  } catch {
    return pathname
  }
}
