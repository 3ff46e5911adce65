import { createHash } from 'node:crypto'
import { realpathSync } from 'node:fs'
import { join } from 'node:path'
import { parseArgs } from 'node:util'

/** The value of `--library` among the arguments of a start, which hold switches of Chromium too. */
export function libraryOption(argv: string[]): string | undefined {
  const { values } = parseArgs({ args: argv, options: { library: { type: 'string' } }, strict: false })
  return typeof values.library === 'string' && values.library !== '' ? values.library : undefined
}

/**
 * Where the window of one library keeps what is Electron's: the place of the window, caches, and the lock that makes a
 * second start focus the first window. One folder for each library, so that two libraries can be open side by side,
 * and beside the libraries, because on a shared disk it would be shared too.
 */
export function windowFolder(appData: string, library: string): string {
  const name = createHash('sha256').update(canonical(library)).digest('hex').slice(0, 16)
  return join(appData, 'Rushes desktop', name)
}

function canonical(folder: string): string {
  try {
    return realpathSync(folder)
  } catch {
    return folder
  }
}
