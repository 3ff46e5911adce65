import { readFileSync } from 'node:fs'
import { getEnvironmentData, setEnvironmentData } from 'node:worker_threads'

/** Under this key, threads get the path of the addon that the main thread has loaded, if it may be a copy. */
const key = 'rushes-sqlite-addon'
const shared = getEnvironmentData(key)

/** The options with which connections of this thread load SQLite’s addon. */
export const addonOptions = typeof shared === 'string' ? { nativeBinding: shared } : {}

/**
 * Loads SQLite's addon with `load` where threads might load copies of it, and has them load it from the same file.
 *
 * A runtime of Electron for development (`ELECTRON_OVERRIDE_DIST_PATH`) that is older than the addon may load copies of
 * it, one per thread. Copies of SQLite in one process do not know of each other's locks, which POSIX gives to the
 * process: one that opens the database truncates the memory that the others share, and the process dies of SIGBUS. See
 * “Multiple copies of SQLite linked into the same application” in https://www.sqlite.org/howtocorrupt.html.
 */
export function shareAddon(load: () => void): void {
  // Electron sets this unless the application is packed.
  if (!process.defaultApp || process.platform !== 'linux') return
  const before = listAddons()
  load()
  const path = listAddons().find((addon) => !before.includes(addon))
  if (path !== undefined) setEnvironmentData(key, path)
}

/** Lists the paths of the addons that this process has loaded. */
function listAddons(): string[] {
  return readFileSync('/proc/self/maps', 'utf8').match(/\/.*\.node$/gm) ?? []
}
