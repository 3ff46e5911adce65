import { contextBridge, ipcRenderer, webUtils } from 'electron'
import type { Bridge, Command } from './bridge.ts'

const serverSwitch = '--rushes-server='
const server = process.argv.find((argument) => argument.startsWith(serverSwitch))?.slice(serverSwitch.length) ?? null

const bridge: Bridge = {
  server,
  pathForFile: (file) => (server === null ? webUtils.getPathForFile(file) : ''),
  onCommand: (callback) => {
    const listener = (_event: unknown, command: Command) => callback(command)
    ipcRenderer.on('rushes:command', listener)
    return () => ipcRenderer.removeListener('rushes:command', listener)
  },
  recentLibraries: () => ipcRenderer.invoke('rushes:recentLibraries'),
  openLibrary: (library) => ipcRenderer.invoke('rushes:openLibrary', library),
  signIn: (token) => ipcRenderer.invoke('rushes:signIn', token),
  cacheSize: () => ipcRenderer.invoke('rushes:cacheSize'),
  clearCache: () => ipcRenderer.invoke('rushes:clearCache'),
  setMenuKeys: (keys) => ipcRenderer.invoke('rushes:setMenuKeys', keys),
}

contextBridge.exposeInMainWorld('rushes', bridge)

// The page creates the channel and keeps one end; main decides whether to answer on the other.
window.addEventListener('message', (event) => {
  if (event.source !== window || event.data !== 'rushes:port') return
  ipcRenderer.postMessage('rushes:port', null, [...event.ports])
})
