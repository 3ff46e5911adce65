import { contextBridge, ipcRenderer, webUtils } from 'electron'
import type { Bridge, Command } from './bridge.ts'

const serverSwitch = '--rushes-server='
const server = process.argv.find((argument) => argument.startsWith(serverSwitch))?.slice(serverSwitch.length) ?? null

// A command that comes before the page is ready waits for it.
const waiting: Command[] = []
const wait = (command: Command): void => void waiting.push(command)
let runCommand = wait
ipcRenderer.on('rushes:command', (_event, command: Command) => runCommand(command))

const bridge: Bridge = {
  server,
  pathForFile: (file) => (server === null ? webUtils.getPathForFile(file) : ''),
  onCommand: (callback) => {
    for (const command of waiting.splice(0)) callback(command)
    runCommand = callback
    return () => {
      runCommand = wait
    }
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
