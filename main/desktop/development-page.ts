import { Hono } from 'hono'

/** Vite puts a script into the page and speaks through a socket of its own; only in development, so only here. */
const policy = "default-src 'self' 'unsafe-inline' blob: data:; connect-src 'self' ws:"

/**
 * The files of the page as the development server at `address` has them (`ELECTRON_RENDERER_URL`, which electron-vite
 * sets), so that the page is at `rushes://app/` in development too. Undefined where none runs.
 */
export function developmentPage(address: string | undefined): Hono | undefined {
  if (!address) return undefined
  const app = new Hono()
  app.get('*', async ({ req }) => {
    const { pathname, search } = new URL(req.url)
    // Vite tells the address of a view from that of a file by what the request accepts.
    const answer = await fetch(new URL(pathname + search, address), {
      headers: { accept: req.header('accept') ?? '*/*' },
    })
    const headers = new Headers(answer.headers)
    // The bytes arrive unpacked here.
    for (const name of ['content-encoding', 'content-length', 'transfer-encoding']) headers.delete(name)
    headers.set('content-security-policy', policy)
    return new Response(answer.body, { status: answer.status, headers })
  })
  return app
}
