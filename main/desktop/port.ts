import { RPCHandler } from '@orpc/server/message-port'
import { RequestHeadersPlugin } from '@orpc/server/plugins'
import type { BrowserWindow, IpcMainEvent } from 'electron'
import type { Core } from '../core.ts'
import { router } from '../router.ts'
import { personHere } from '../services/calls/caller.ts'
import { pageOrigin } from './protocol.ts'

/**
 * Answers calls on the port that the page of `window` sends, once the library is open. Only the main frame with our own
 * page gets a connection; other windows have no access, because the channel belongs to the contents of this one.
 */
export function acceptPorts(window: BrowserWindow, opening: Promise<Core>): void {
  const handler = new RPCHandler(router, { plugins: [new RequestHeadersPlugin()] })
  window.webContents.ipc.on('rushes:port', (event) => {
    const [port, ...others] = event.ports
    for (const other of others) other.close()
    if (!port) return
    if (!isOurPage(event, window)) return port.close()
    const answer = (core: Core) => {
      handler.upgrade(port, { context: { core, caller: personHere('window') } })
      port.start()
    }
    opening.then(answer, () => port.close())
  })
}

/** Returns whether the main frame of the window sent an event, and shows our own page. */
export function isOurPage({ senderFrame }: Pick<IpcMainEvent, 'senderFrame'>, window: BrowserWindow): boolean {
  return senderFrame !== null && senderFrame === window.webContents.mainFrame && senderFrame.origin === pageOrigin
}
