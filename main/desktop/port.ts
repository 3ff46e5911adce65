import type { BrowserWindow, IpcMainEvent } from 'electron'
import type { OpenFolder } from './open-folder.ts'
import { pageOrigin } from './protocol.ts'

/**
 * Has calls answered on the port that the page of `window` sends, once the library is open. Only the main frame with
 * our own page gets a connection; other windows have none, because the channel belongs to the contents of this one.
 */
export function acceptPorts(window: BrowserWindow, opening: Promise<OpenFolder>): void {
  window.webContents.ipc.on('rushes:port', (event) => {
    const [port, ...others] = event.ports
    for (const other of others) other.close()
    if (!port) return
    if (!isOurPage(event, window)) return port.close()
    opening.then(
      ({ answerPort }) => answerPort(port),
      () => port.close(),
    )
  })
}

/** Returns whether the main frame of the window sent an event, and shows our own page. */
export function isOurPage({ senderFrame }: Pick<IpcMainEvent, 'senderFrame'>, window: BrowserWindow): boolean {
  return senderFrame !== null && senderFrame === window.webContents.mainFrame && senderFrame.origin === pageOrigin
}
