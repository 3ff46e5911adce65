import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { existsSync } from 'node:fs'
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'

/** Time limit for the download of the runtime (about 120 MB), after which the app opens in a browser instead. */
const downloadMs = 10 * 60 * 1000

const programs: Partial<Record<NodeJS.Platform, string>> = {
  darwin: 'Electron.app/Contents/MacOS/Electron',
  win32: 'electron.exe',
}
const program = programs[process.platform] ?? 'electron'

type Runtime = { path: string; reason?: never } | { path?: never; reason: string }

/**
 * Finds the Electron program: in `ELECTRON_OVERRIDE_DIST_PATH` if that is set, else in the `electron` package, which
 * downloads it if needed. Returns the reason if there is none. `say` is called when a download starts.
 */
export async function findElectron(say: (line: string) => void): Promise<Runtime> {
  const override = process.env.ELECTRON_OVERRIDE_DIST_PATH
  if (override) return existing(join(override, program))
  const folder = electronPackage()
  if (!folder) return { reason: 'the package “electron” is not installed' }
  const path = join(folder, 'dist', program)
  // The package writes `path.txt` last; if it is missing, the download was interrupted.
  if (existsSync(path) && existsSync(join(folder, 'path.txt'))) return { path }
  say('Downloading the Electron runtime (about 120 MB, only once)…')
  const complaint = await download(join(folder, 'install.js'))
  return complaint === undefined ? existing(path) : { reason: `the download failed (${complaint})` }
}

function existing(path: string): Runtime {
  return existsSync(path) ? { path } : { reason: `${path} does not exist` }
}

function electronPackage(): string | undefined {
  try {
    return dirname(createRequire(import.meta.url).resolve('electron/package.json'))
  } catch {
    return undefined
  }
}

/** Runs the download. Returns the line of its output that names the error, or undefined on success. */
async function download(script: string): Promise<string | undefined> {
  const child = spawn(process.execPath, [script], { stdio: ['ignore', 'inherit', 'pipe'], timeout: downloadMs })
  let said = ''
  child.stderr.setEncoding('utf8').on('data', (text: string) => {
    said += text
  })
  const [code] = await once(child, 'close').catch((error: Error) => [error.message])
  if (code === 0) return undefined
  return said.split('\n').find((line) => /error/i.test(line)) ?? `the installer ended with ${code ?? 'a signal'}`
}
