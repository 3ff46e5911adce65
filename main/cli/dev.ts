import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import { findElectron } from './electron-runtime.ts'
import { runProgram, switchesForRoot } from './run-program.ts'

// `npm run dev`: the window with hot reload. electron-vite looks for a runtime only where the electron package puts it.

const { path: electron } = await findElectron((line) => process.stderr.write(`${line}\n`))
if (electron) {
  const electronVite = join(dirname(createRequire(import.meta.url).resolve('electron-vite/package.json')), 'bin')
  process.exitCode = await runProgram(
    process.execPath,
    [join(electronVite, 'electron-vite.js'), 'dev', '--', ...switchesForRoot(), ...process.argv.slice(2)],
    { ...process.env, ELECTRON_EXEC_PATH: electron },
  )
} else {
  process.stderr.write(
    'The Electron runtime cannot be had here; set ELECTRON_OVERRIDE_DIST_PATH to a folder that has one.\n',
  )
  process.exitCode = 1
}
