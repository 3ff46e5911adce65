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

/**
 * The Electron program: below `ELECTRON_OVERRIDE_DIST_PATH` where that is set, else the one that the `electron` package
 * has downloaded, else downloaded now. Undefined where it cannot be had. `say` hears that a download begins.
 */
export async function findElectron(say: (line: string) => void): Promise<string | undefined> {
  const override = process.env.ELECTRON_OVERRIDE_DIST_PATH
  if (override) return existing(join(override, program))
  const folder = electronPackage()
  if (!folder) return undefined
  const path = join(folder, 'dist', program)
  if (existsSync(path) && existsSync(join(folder, 'path.txt'))) return path
  say('Fetching the Electron runtime, once (about 120 MB)…')
  await download(join(folder, 'install.js'))
  return existing(path)
}

function existing(path: string): string | undefined {
  return existsSync(path) ? path : undefined
}

function electronPackage(): string | undefined {
  try {
    return dirname(createRequire(import.meta.url).resolve('electron/package.json'))
  } catch {
    return undefined
  }
}

/** Whether it worked shows in what lies there afterwards; what it prints on failure is a stack trace for nobody. */
async function download(script: string): Promise<void> {
  const child = spawn(process.execPath, [script], { stdio: ['ignore', 'inherit', 'ignore'], timeout: downloadMs })
  await once(child, 'close').catch(() => undefined)
}
