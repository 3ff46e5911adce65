import type { Socket } from 'node:net'
import type { HttpBindings } from '@hono/node-server'
import type { Context } from 'hono'
import type { ConnectedCaller } from '../../shared/contract/sharing.ts'
import { callerOf } from './caller-of-request.ts'

/** The open connections of a server on which a caller was admitted. */
export interface Connections {
  /** Records the caller of a request until its connection closes. */
  add(context: Context): void
  /** Lists the callers, one for each user and address. */
  list(): ConnectedCaller[]
}

/** Creates the list of connections; `onChange` is called when one is added or closed. */
export function createConnections(clock: () => Date, onChange: () => void): Connections {
  const callers = new Map<Socket, ConnectedCaller>()
  return {
    add(context) {
      const { socket } = (context.env as HttpBindings).incoming
      if (callers.has(socket)) return
      const { user_id } = callerOf(context)
      callers.set(socket, { user_id, address: socket.remoteAddress ?? '', since: clock().toISOString() })
      socket.once('close', () => {
        callers.delete(socket)
        onChange()
      })
      onChange()
    },
    list() {
      // The oldest connection of a caller comes first in the map.
      const shown = new Map<string, ConnectedCaller>()
      for (const caller of callers.values()) {
        const name = JSON.stringify([caller.user_id, caller.address])
        if (!shown.has(name)) shown.set(name, caller)
      }
      return [...shown.values()]
    },
  }
}
