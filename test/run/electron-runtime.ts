import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { ask, projectFolder } from './command.ts'
import { installPackages } from './debian.ts'

export type Runtime = { usable: true; version: string; origin: string } | { usable: false; reason: string }

const programs: Partial<Record<NodeJS.Platform, string>> = {
  darwin: 'Electron.app/Contents/MacOS/Electron',
  win32: 'electron.exe',
}
const program = programs[process.platform] ?? 'electron'
const ownFolder = join(projectFolder, 'node_modules/electron/dist')
const libraries = ['libgtk-3-0', 'libnss3', 'libasound2', 'libgbm1', 'libxss1', 'libatk-bridge2.0-0']

/** Starts the runtime for as long as it takes to say its version; installs what the system lacks for that, where it may. */
async function tryRuntime(folder: string, origin: string): Promise<Runtime> {
  const path = join(folder, program)
  if (!existsSync(path)) return { usable: false, reason: `there is no ${path}` }
  const start = () => ask(path, ['--no-sandbox', '--version'], { timeLimitMs: 60_000 })
  let answer = await start()
  if (/shared librar/.test(answer.output) && (await installPackages(libraries))) answer = await start()
  const version = answer.output.match(/^v(\d+\.\d+\.\d+\S*)/m)?.[1]
  if (version) return { usable: true, version, origin: `${folder}, ${origin}` }
  return { usable: false, reason: `${path} does not start: ${lastLine(answer.output)}` }
}

/**
 * The Electron that the tests start: `ELECTRON_OVERRIDE_DIST_PATH`, else what the package `electron` downloaded, else
 * what it downloads now. Says why where none can be had.
 */
export async function findElectron(): Promise<Runtime> {
  const override = process.env.ELECTRON_OVERRIDE_DIST_PATH
  if (override) return tryRuntime(override, 'named by ELECTRON_OVERRIDE_DIST_PATH')
  if (!existsSync(join(ownFolder, program))) {
    console.log("Electron's runtime is not here yet; trying its own download.")
    const script = join(projectFolder, 'node_modules/electron/install.js')
    const answer = await ask(process.execPath, [script], { timeLimitMs: 5 * 60_000 })
    if (!answer.ok)
      return { usable: false, reason: `Electron's runtime could not be downloaded (${errorLine(answer.output)})` }
  }
  return tryRuntime(ownFolder, 'of the package electron')
}

function errorLine(output: string): string {
  return output.split('\n').find((line) => /error/i.test(line)) ?? lastLine(output)
}

function lastLine(output: string): string {
  return output.split('\n').at(-1) ?? ''
}
