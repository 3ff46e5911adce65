import { Hono } from 'hono'
import { decompressed } from '../http/served-library.ts'

/** Allows Vite's inline script and web socket, which exist in development only. */
const policy = "default-src 'self' 'unsafe-inline' blob: data:; connect-src 'self' ws:"

/**
 * Creates an app that serves the page from the development server at `address` (`ELECTRON_RENDERER_URL`, set by
 * electron-vite), so that the page is at `rushes://app/` in development too. Undefined if there is no server, and in
 * the packed application, which shows no page but its own.
 */
export function developmentPage(address: string | undefined, isPackaged: boolean): Hono | undefined {
  if (!address || isPackaged) return undefined
  const app = new Hono()
  app.get('*', async ({ req }) => {
    const { pathname, search } = new URL(req.url)
    // Vite needs the accept header to tell the address of a view from that of a file.
    const answer = await fetch(new URL(pathname + search, address), {
      headers: { accept: req.header('accept') ?? '*/*' },
    })
    const page = decompressed(answer)
    page.headers.set('content-security-policy', policy)
    return page
  })
  return app
}
