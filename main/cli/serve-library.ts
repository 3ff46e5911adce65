import { once } from 'node:events'
import { RushesError } from '../../shared/errors.ts'
import { openBackground } from '../background.ts'
import type { ListenOptions } from '../http/listen.ts'
import { type Server, serve } from '../http/serve.ts'
import { readArgument } from './read-argument.ts'
import type { ServeOptions } from './serve-options.ts'
import type { Session } from './session.ts'

/** Serves the library of a session until it is stopped. */
export async function serveLibrary(session: Session, options: ServeOptions): Promise<void> {
  const { core } = session
  requireFitting(options)
  const { port, host, mcp, behindProxy: isBehindProxy = false } = options
  const server = await serve(core, { port, host, isBehindProxy, mcp, tls: await readTls(options) })
  announce(session, server)
  // Others can read the arguments of the browser, so they hold no key.
  if (options.open && server.browser) await openBrowser(`${server.url}/?once=${server.browser.issueOnce()}`)
  const background = openBackground(core)
  await stopped()
  await background.close()
  await server.close()
}

/** @throws RushesError BAD_INPUT for options that exclude each other. */
function requireFitting({ host, behindProxy, tlsCert, tlsKey, open: opens }: ServeOptions): void {
  const isHere = host === undefined && !behindProxy
  if (isHere && (tlsCert ?? tlsKey)) throw badOption('--tls-cert and --tls-key go with --host.')
  if (isHere) return
  if (!tlsCert && !tlsKey && !behindProxy) throw badOption('--host needs --tls-cert and --tls-key, or --behind-proxy.')
  if (opens) throw badOption('--open works on loopback only.')
}

/** Prints the address and how to get in. */
function announce({ core, answer }: Session, { url, port, browser }: Server): void {
  const library = core.layout.folder
  const address = browser ? `${url}/?key=${browser.key}` : url
  answer({ url: address, port, ...(browser && { key: browser.key }), library }, () =>
    [
      `Rushes is running at ${address}`,
      `Library: ${library}`,
      browser
        ? 'Press Ctrl C to stop.'
        : 'Programs need a token; create one with “rushes token create --user <id>”. Press Ctrl C to stop.',
    ].join('\n'),
  )
}

async function readTls({ tlsCert, tlsKey }: ServeOptions): Promise<ListenOptions['tls']> {
  if (tlsCert === undefined && tlsKey === undefined) return undefined
  if (tlsCert === undefined || tlsKey === undefined) throw badOption('--tls-cert and --tls-key belong together.')
  return { cert: await readArgument(tlsCert), key: await readArgument(tlsKey) }
}

function badOption(message: string): RushesError {
  return new RushesError('BAD_INPUT', message)
}

/** Opens an address in the person's browser, if there is one. */
export async function openBrowser(address: string): Promise<void> {
  try {
    const { default: open } = await import('open')
    const browser = await open(address)
    browser.on('error', () => undefined)
  } catch {
    // The printed address works in any browser.
  }
}

/** Waits for Ctrl C or a request to end. */
export async function stopped(): Promise<void> {
  const ended = new AbortController()
  const { signal } = ended
  await Promise.race([once(process, 'SIGINT', { signal }), once(process, 'SIGTERM', { signal })])
  // Restores the default, so that a second signal kills the process while jobs are ending.
  ended.abort()
}
