import { createORPCClient } from '@orpc/client'
import { RPCLink } from '@orpc/client/fetch'
import type { Client } from './contract/index.ts'
import { dryRunHeader, endAtReport } from './dry-run.ts'

export type { Client } from './contract/index.ts'
export { DryRunDone } from './dry-run.ts'
export { type ErrorCode, errorKinds } from './errors.ts'

/** A library that `rushes serve` serves. */
export interface Connection {
  /** The address without a path: `http://127.0.0.1:4317`. */
  url: string
  /** A token, or the key that `rushes serve` prints. */
  token: string
}

interface ConnectOptions {
  /** True for a client that changes nothing: its first call that would change something throws `DryRunDone`. */
  isDryRun?: boolean
}

/**
 * Returns a client of a served library. Its calls throw an `ORPCError` with one of `errorKinds` as its `code`, or what
 * `fetch` throws if the server cannot be reached.
 */
export function connect({ url, token }: Connection, { isDryRun = false }: ConnectOptions = {}): Client {
  const link = new RPCLink({
    url: `${url.replace(/\/+$/, '')}/rpc`,
    headers: { authorization: `Bearer ${token}`, ...(isDryRun && { [dryRunHeader]: 'true' }) },
    interceptors: isDryRun ? [endAtReport] : [],
  })
  return createORPCClient(link)
}
