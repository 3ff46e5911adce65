import { readFile } from 'node:fs/promises'
import type { Sharing, SharingOptions } from '../../shared/contract/sharing.ts'
import { describeFileError, RushesError } from '../../shared/errors.ts'
import type { Platform } from '../core.ts'
import { type Connections, createConnections } from './connections.ts'
import type { ListenOptions } from './listen.ts'
import type { Server } from './serve.ts'

/** Creates the part of a platform that shares the library of the running process, off at first. */
export function createSharing(): NonNullable<Platform['sharing']> {
  let shared: { server: Server; connections: Connections } | undefined
  let isStarting = false
  const state = (): Sharing => {
    if (!shared) return { url: null, link: null, callers: [] }
    const { server, connections } = shared
    const link = server.browser ? `${server.url}/?key=${server.browser.key}` : null
    return { url: server.url, link, callers: connections.list() }
  }
  return {
    state,
    async start(core, options) {
      if (shared || isStarting) throw new RushesError('CONFLICT', 'The library is already shared.')
      isStarting = true
      const announce = () => core.events.changed(['sharing'])
      const connections = createConnections(core.clock, announce)
      try {
        // It is not needed to start the window.
        const { serve } = await import('./serve.ts')
        const server = await serve(core, {
          host: options.host ?? undefined,
          port: options.port ?? undefined,
          tls: await readTls(options),
          isBehindProxy: options.behind_proxy,
          onAdmitted: connections.add,
        })
        shared = { server, connections }
      } finally {
        isStarting = false
      }
      announce()
      return state()
    },
    async stop(core) {
      const stopped = shared
      shared = undefined
      await stopped?.server.close()
      core.events.changed(['sharing'])
      return state()
    },
  }
}

async function readTls({ host, tls_cert, tls_key }: SharingOptions): Promise<ListenOptions['tls']> {
  if (tls_cert === null && tls_key === null) return undefined
  if (host === null) throw new RushesError('BAD_INPUT', 'The certificate is for another address than loopback.')
  if (tls_cert === null || tls_key === null)
    throw new RushesError('BAD_INPUT', 'Name both the certificate and its private key.')
  return { cert: await read(tls_cert), key: await read(tls_key) }
}

async function read(path: string): Promise<Buffer> {
  return await readFile(path).catch((error) => {
    throw describeFileError(error, path)
  })
}
