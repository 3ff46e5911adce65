import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { existsSync } from 'node:fs'
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'

/** How long a download of the runtime (about 120 MB) may take before the browser is used instead. */
const downloadMs = 10 * 60 * 1000

const programs: Partial<Record<NodeJS.Platform, string>> = {
  darwin: 'Electron.app/Contents/MacOS/Electron',
  win32: 'electron.exe',
}
const program = programs[process.platform] ?? 'electron'

type Runtime = { path: string; reason?: never } | { path?: never; reason: string }

/**
 * The Electron program: below `ELECTRON_OVERRIDE_DIST_PATH` where that is set, else the one that the `electron` package
 * has downloaded, else downloaded now. Says why where it cannot be had. `say` hears that a download begins.
 */
export async function findElectron(say: (line: string) => void): Promise<Runtime> {
  const override = process.env.ELECTRON_OVERRIDE_DIST_PATH
  if (override) return existing(join(override, program))
  const folder = electronPackage()
  if (!folder) return { reason: 'the package electron is not installed' }
  const path = join(folder, 'dist', program)
  // The package writes `path.txt` last: without it a download broke off.
  if (existsSync(path) && existsSync(join(folder, 'path.txt'))) return { path }
  say('Fetching the Electron runtime, once (about 120 MB)…')
  const complaint = await download(join(folder, 'install.js'))
  return complaint === undefined ? existing(path) : { reason: `it could not be downloaded (${complaint})` }
}

function existing(path: string): Runtime {
  return existsSync(path) ? { path } : { reason: `there is no ${path}` }
}

function electronPackage(): string | undefined {
  try {
    return dirname(createRequire(import.meta.url).resolve('electron/package.json'))
  } catch {
    return undefined
  }
}

/** What went wrong, in the one line that says it of a stack trace; undefined where it worked. */
async function download(script: string): Promise<string | undefined> {
  const child = spawn(process.execPath, [script], { stdio: ['ignore', 'inherit', 'pipe'], timeout: downloadMs })
  let said = ''
  child.stderr.setEncoding('utf8').on('data', (text: string) => {
    said += text
  })
  const [code] = await once(child, 'close').catch((error: Error) => [error.message])
  if (code === 0) return undefined
  return said.split('\n').find((line) => /error/i.test(line)) ?? `it ended with ${code ?? 'a signal'}`
}
