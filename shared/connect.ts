import { createORPCClient } from '@orpc/client'
import { RPCLink } from '@orpc/client/fetch'
import type { Client } from './contract/index.ts'

export type { Client } from './contract/index.ts'
export { type ErrorCode, errorKinds } from './errors.ts'

/** A library that `rushes serve` serves. */
export interface Connection {
  /** The address without a path: `http://127.0.0.1:4317`. */
  url: string
  /** A token, or the key that `rushes serve` prints. */
  token: string
}

/**
 * Returns a client of a served library. Its calls throw an `ORPCError` with one of `errorKinds` as its `code`, or what
 * `fetch` throws if the server cannot be reached.
 */
export function connect({ url, token }: Connection): Client {
  const link = new RPCLink({
    url: `${url.replace(/\/+$/, '')}/rpc`,
    headers: { authorization: `Bearer ${token}` },
  })
  return createORPCClient(link)
}
