import { protocol, session } from 'electron'

/** Where the page lives. A scheme of our own: no port is open, and no other program can answer in our place. */
export const pageOrigin = 'rushes://app'

/** Makes `rushes:` behave like `https:` (storage, fetch, media that stream). Must run before Electron is ready. */
export function registerScheme(): void {
  protocol.registerSchemesAsPrivileged([
    {
      scheme: 'rushes',
      privileges: { standard: true, secure: true, supportFetchAPI: true, stream: true, codeCache: true },
    },
  ])
}

/** Answers every request of the page with `answer`, the same Hono app that serves a browser. */
export function servePage(answer: (request: Request) => Response | Promise<Response>): void {
  session.defaultSession.protocol.handle('rushes', (request) =>
    new URL(request.url).host === 'app' ? answer(request) : new Response(null, { status: 404 }),
  )
}
