import { createHash } from 'node:crypto'
import { realpathSync } from 'node:fs'
import { join } from 'node:path'
import { parseArgs } from 'node:util'

/** Returns the value of `--library`; the arguments include switches of Chromium too. */
export function libraryOption(argv: string[]): string | undefined {
  const { values } = parseArgs({ args: argv, options: { library: { type: 'string' } }, strict: false })
  return typeof values.library === 'string' && values.library !== '' ? values.library : undefined
}

/**
 * Returns the folder for Electron's own data: the position of the window, caches, and the lock that makes a second
 * start focus the first window. Each library has its own, so that two can be open side by side. It is outside of the
 * library, which may be on a shared disk.
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
