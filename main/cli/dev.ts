import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import { findElectron } from './electron-runtime.ts'
import { say } from './output.ts'
import { runInTerminal, switchesForRoot } from './run-in-terminal.ts'

// `npm run dev`: opens the window with hot reload. electron-vite alone finds a runtime only in the electron package.

const { path: electron } = await findElectron(say)
if (electron) {
  const electronVite = join(dirname(createRequire(import.meta.url).resolve('electron-vite/package.json')), 'bin')
  process.exitCode = await runInTerminal(
    process.execPath,
    [join(electronVite, 'electron-vite.js'), 'dev', '--', ...switchesForRoot(), ...process.argv.slice(2)],
    { ...process.env, ELECTRON_EXEC_PATH: electron },
  )
} else {
  say('Electron runtime not found. Set ELECTRON_OVERRIDE_DIST_PATH to a folder that contains one.')
  process.exitCode = 1
}
