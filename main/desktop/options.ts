import { createHash } from 'node:crypto'
import { realpathSync } from 'node:fs'
import { join } from 'node:path'
import { parseArgs } from 'node:util'

const options = { library: { type: 'string' }, url: { type: 'string' }, 'restore-backup': { type: 'string' } } as const

/** The environment variable with the token for `--url`, as in the terminal. */
export const tokenVariable = 'RUSHES_TOKEN'

/** Returns the value of an option of ours; the arguments include switches of Chromium too. */
export function optionOf(argv: string[], name: keyof typeof options): string | undefined {
  const value = parseArgs({ args: argv, options, strict: false }).values[name]
  return typeof value === 'string' && value !== '' ? value : undefined
}

/** Returns the arguments without options of ours and their values. */
export function withoutOptions(argv: readonly string[]): string[] {
  const flags = Object.keys(options).map((name) => `--${name}`)
  return argv.filter(
    (value, index) =>
      !flags.includes(value) &&
      !flags.some((flag) => value.startsWith(`${flag}=`)) &&
      !flags.includes(argv[index - 1] ?? ''),
  )
}

/**
 * Returns the folder for Electron's own data: the position of the window, caches, and the lock that makes a second
 * start focus the first window. Each library, a folder or the address of a server, has its own, so that two can be open
 * side by side. It is outside of the library, which may be on a shared disk.
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
