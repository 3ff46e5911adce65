import { findElectron } from './electron-runtime.ts'
import { unsupportedNode } from './node-version.ts'
import { runProgram, switchesForRoot } from './run-program.ts'

// `npm start`: opens the window, or the same app in a browser where no window can be had.

const say = (line: string) => process.stderr.write(`${line}\n`)

process.exitCode = await start(process.argv.slice(2))

/** Runs Rushes until it is closed and answers with its exit code; `rest` are its arguments, such as `--library <folder>`. */
async function start(rest: string[]): Promise<number> {
  const refusal = unsupportedNode()
  if (refusal) {
    say(refusal)
    return 1
  }
  if (!hasDisplay())
    return await serve('There is no display for a window here, so Rushes is served to a browser.', rest)
  const { path: electron } = await findElectron(say)
  if (electron) return await runProgram(electron, ['.', ...switchesForRoot(), ...rest])
  return await serve('Electron cannot be had here, so Rushes opens in your browser.', ['--open', ...rest])
}

function hasDisplay(): boolean {
  return process.platform !== 'linux' || Boolean(process.env.DISPLAY || process.env.WAYLAND_DISPLAY)
}

async function serve(reason: string, rest: string[]): Promise<number> {
  say(reason)
  const { runCli } = await import('./cli.ts')
  return await runCli(['serve', ...rest])
}
