import { contextBridge, ipcRenderer, webUtils } from 'electron'
import type { Bridge, Command } from './bridge.ts'

const bridge: Bridge = {
  pathForFile: (file) => webUtils.getPathForFile(file),
  onCommand: (callback) => {
    const listener = (_event: unknown, command: Command) => callback(command)
    ipcRenderer.on('rushes:command', listener)
    return () => ipcRenderer.removeListener('rushes:command', listener)
  },
}

contextBridge.exposeInMainWorld('rushes', bridge)

// The page creates the channel and keeps one end; main decides whether to answer on the other.
window.addEventListener('message', (event) => {
  if (event.source !== window || event.data !== 'rushes:port') return
  ipcRenderer.postMessage('rushes:port', null, [...event.ports])
})
