import { once } from 'node:events'
import open from 'open'
import { RushesError } from '../../shared/errors.ts'
import { openBackground } from '../background.ts'
import { createAccess } from '../http/access.ts'
import { createApp } from '../http/app.ts'
import { type Listener, type ListenOptions, listen } from '../http/listen.ts'
import { readArgument } from './read-argument.ts'
import { type ServeOptions, usualPort } from './serve-options.ts'
import type { Session } from './session.ts'

/** Serves the library of a session until it is stopped. */
export async function serveLibrary(session: Session, options: ServeOptions): Promise<void> {
  const { core } = session
  const isRemote = options.host !== undefined || options.behindProxy === true
  const listener = await (isRemote ? serveTokens(session, options) : serveHere(session, options))
  const background = openBackground(core)
  await stopped()
  await background.close()
  await listener.close()
}

/** Serves on loopback: browsers and programs with the printed key, and programs with tokens. */
async function serveHere({ core, answer }: Session, options: ServeOptions): Promise<Listener> {
  if (options.tlsCert ?? options.tlsKey) throw badOption('--tls-cert and --tls-key go with --host.')
  const access = createAccess()
  const { key } = access
  let listener: Listener | undefined
  const hosts = () => hostsAt(listener?.port ?? 0)
  const app = createApp(core, { access: { ...access, hosts }, mcp: options.mcp })
  listener = await listenAt(app, options)
  const address = `${listener.url}/?key=${key}`
  answer({ url: address, port: listener.port, key, library: core.layout.folder }, () =>
    [`Rushes is running at ${address}`, `Library: ${core.layout.folder}`, 'Press Ctrl C to stop.'].join('\n'),
  )
  // Others can read the arguments of the browser, so they hold no key.
  if (options.open) await openBrowser(`${listener.url}/?once=${access.issueOnce()}`)
  return listener
}

/** Serves programs with tokens, on any address. There is no key: it would cross the network in a link. */
async function serveTokens({ core, answer }: Session, options: ServeOptions): Promise<Listener> {
  const isBehindProxy = options.behindProxy === true
  const tls = await readTls(options)
  if (!tls && !isBehindProxy) throw badOption('--host needs --tls-cert and --tls-key, or --behind-proxy.')
  if (options.open) throw badOption('--open works on loopback only.')
  const app = createApp(core, { access: { tokensOnly: true, isBehindProxy }, mcp: options.mcp })
  const listener = await listenAt(app, options, { ...(options.host && { host: options.host }), ...(tls && { tls }) })
  answer({ url: listener.url, port: listener.port, library: core.layout.folder }, () =>
    [
      `Rushes is running at ${listener.url}`,
      `Library: ${core.layout.folder}`,
      'Programs need a token; create one with “rushes token create --user <id>”. Press Ctrl C to stop.',
    ].join('\n'),
  )
  return listener
}

/** Returns the hosts of a port of loopback as a browser sends them: without the port if it is 80, the default. */
export function hostsAt(port: number): string[] {
  return ['127.0.0.1', 'localhost'].map((name) => new URL(`http://${name}:${port}`).host)
}

/** Listens at the port of the options; without one, at the usual port, or a free one if that is in use. */
export function listenAt(
  app: ReturnType<typeof createApp>,
  { port }: ServeOptions,
  rest: Omit<ListenOptions, 'port'> = {},
) {
  return port === undefined
    ? listen(app, { ...rest, port: usualPort }).catch(() => listen(app, { ...rest, port: 0 }))
    : listen(app, { ...rest, port })
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
