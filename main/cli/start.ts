import { findElectron } from './electron-runtime.ts'
import { unsupportedNode } from './node-version.ts'
import { say } from './output.ts'
import { runInTerminal, switchesForRoot } from './run-in-terminal.ts'

// `npm start`: opens the window, or serves the app to a browser if there is no display or no Electron runtime.

process.exitCode = await start(process.argv.slice(2))

/** Runs Rushes until it is closed and returns its exit code; `rest` are its arguments, such as `--library <folder>`. */
async function start(rest: string[]): Promise<number> {
  const refusal = unsupportedNode()
  if (refusal) {
    say(refusal)
    return 1
  }
  if (!hasDisplay()) return await serve('No display found for a window. Serving Rushes to a browser instead.', rest)
  const { path: electron } = await findElectron(say)
  if (electron) return await runInTerminal(electron, ['.', ...switchesForRoot(), ...rest])
  return await serve('Electron runtime not found. Opening Rushes in your browser instead.', ['--open', ...rest])
}

function hasDisplay(): boolean {
  return process.platform !== 'linux' || Boolean(process.env.DISPLAY || process.env.WAYLAND_DISPLAY)
}

async function serve(reason: string, rest: string[]): Promise<number> {
  say(reason)
  const { runCli } = await import('./cli.ts')
  return await runCli(['serve', ...rest])
}
