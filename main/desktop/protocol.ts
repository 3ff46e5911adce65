import { protocol, session } from 'electron'

/** The origin of the page. With a scheme of our own, no port is open and no other program can answer instead. */
export const pageOrigin = 'rushes://app'

/** Makes `rushes:` behave like `https:`, with storage, fetch and streaming. Must run before Electron is ready. */
export function registerScheme(): void {
  protocol.registerSchemesAsPrivileged([
    {
      scheme: 'rushes',
      privileges: { standard: true, secure: true, supportFetchAPI: true, stream: true, codeCache: true },
    },
  ])
}

/** Answers all requests of the page with `answer`, in place of what answered them before. */
export function servePage(answer: (request: Request) => Response | Promise<Response>): void {
  const { protocol: handlers } = session.defaultSession
  if (handlers.isProtocolHandled('rushes')) handlers.unhandle('rushes')
  handlers.handle('rushes', (request) =>
    new URL(request.url).host === 'app' ? answer(request) : new Response(null, { status: 404 }),
  )
}
