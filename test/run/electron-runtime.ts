import { findElectron } from '../../main/cli/electron-runtime.ts'
import { ask } from './command.ts'
import { installPackages } from './debian.ts'

export type Runtime = { usable: true; version: string; origin: string } | { usable: false; reason: string }

const libraries = ['libgtk-3-0', 'libnss3', 'libasound2', 'libgbm1', 'libxss1', 'libatk-bridge2.0-0']

/**
 * The Electron that the tests start, the same as `npm start` would. It is started for as long as it takes to say its
 * version; what the system lacks for that is installed, where it may be. Says why where none can be had.
 */
export async function tryElectron(): Promise<Runtime> {
  const { path, reason } = await findElectron((line) => console.log(line))
  if (path === undefined) return { usable: false, reason: `Electron's runtime cannot be had: ${reason}` }
  const start = () => ask(path, ['--no-sandbox', '--version'], { timeLimitMs: 60_000 })
  let answer = await start()
  if (/shared librar/.test(answer.output) && (await installPackages(libraries))) answer = await start()
  const version = answer.output.match(/^v(\d+\.\d+\.\d+\S*)/m)?.[1]
  if (version) return { usable: true, version, origin: path }
  return { usable: false, reason: `${path} does not start: ${answer.output.split('\n').at(-1)}` }
}
