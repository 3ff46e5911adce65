import { RushesError } from '../../shared/errors.ts'
import type { Core } from '../core.ts'
import { createAccess } from './access.ts'
import { type AppOptions, createApp } from './app.ts'
import { type Listener, type ListenOptions, listen } from './listen.ts'
import { usualPort } from './usual-port.ts'

export interface ServeOptions extends Pick<AppOptions, 'mcp' | 'onAdmitted'> {
  port?: number | undefined
  /** The address to listen on; loopback if undefined. */
  host?: string | undefined
  tls?: ListenOptions['tls']
  /** A proxy receives the requests and speaks TLS. */
  isBehindProxy?: boolean
}

export interface Server extends Listener {
  /** Lets browsers of this computer in; undefined where only tokens are accepted. */
  browser: { key: string; issueOnce(): string } | undefined
}

/**
 * Serves a library: on loopback to browsers and programs with the key or a token; on other addresses to programs with
 * a token. There is no key on these: it would cross the network in a link.
 * @throws RushesError BAD_INPUT for another address without TLS or a proxy; CONFLICT if the port is taken.
 */
export async function serve(core: Core, options: ServeOptions): Promise<Server> {
  const { host, tls, isBehindProxy = false, mcp, onAdmitted } = options
  if (host === undefined && !isBehindProxy) return await serveHere(core, options)
  if (!tls && !isBehindProxy)
    throw new RushesError('BAD_INPUT', `${host} needs a TLS certificate and its key, or a proxy that speaks TLS.`)
  const app = createApp(core, { access: { tokensOnly: true, isBehindProxy }, mcp, onAdmitted })
  const listener = await listenAt(app, options.port, { ...(host !== undefined && { host }), ...(tls && { tls }) })
  return { ...listener, browser: undefined }
}

async function serveHere(core: Core, { port, mcp, onAdmitted }: ServeOptions): Promise<Server> {
  const access = createAccess()
  let listener: Listener | undefined
  const hosts = () => hostsAt(listener?.port ?? 0)
  const app = createApp(core, { access: { ...access, hosts }, mcp, onAdmitted })
  listener = await listenAt(app, port)
  return { ...listener, browser: access }
}

/** Returns the hosts of a port of loopback as a browser sends them: without the port if it is 80, the default. */
export function hostsAt(port: number): string[] {
  return ['127.0.0.1', 'localhost'].map((name) => new URL(`http://${name}:${port}`).host)
}

/** Listens at a port; without one, at the usual port, or a free one if that is in use. */
export function listenAt(
  app: ReturnType<typeof createApp>,
  port: number | undefined,
  rest: Omit<ListenOptions, 'port'> = {},
): Promise<Listener> {
  return port === undefined
    ? listen(app, { ...rest, port: usualPort }).catch(() => listen(app, { ...rest, port: 0 }))
    : listen(app, { ...rest, port })
}
