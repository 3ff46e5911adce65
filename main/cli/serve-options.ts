import type { Command } from 'commander'
import type { AppOptions } from '../http/app.ts'
import { usualPort } from '../http/usual-port.ts'
import { parsePort } from './parse.ts'

export interface ServeOptions {
  port?: number
  open?: boolean
  host?: string
  tlsCert?: string
  tlsKey?: string
  behindProxy?: boolean
  mcp?: AppOptions['mcp']
}

/** Adds the options that say where a server listens and whom it admits. */
export function addServeOptions(command: Command): Command {
  return command
    .option(
      '--port <number>',
      `port to listen on; 0 selects a free one (default: ${usualPort}, or a free one if it is taken)`,
      parsePort,
    )
    .option('--open', 'open the app in the default browser')
    .option('--host <address>', 'listen on this address, for programs with tokens; needs TLS files or --behind-proxy')
    .option('--tls-cert <file>', 'certificate (PEM) for --host')
    .option('--tls-key <file>', 'private key (PEM) of the certificate')
    .option('--behind-proxy', 'a proxy receives the requests and speaks TLS; only tokens are accepted')
}
