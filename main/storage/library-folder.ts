import { resolve } from 'node:path'
import envPaths from 'env-paths'

/**
 * The folder of the library to open: `option` (`--library`) where given, else `RUSHES_LIBRARY`, else a folder in the
 * platform's place for a user's data. Always absolute.
 */
export function libraryFolder(option?: string): string {
  const chosen = option || process.env.RUSHES_LIBRARY
  return chosen ? resolve(chosen) : resolve(envPaths('Rushes', { suffix: '' }).data, 'Library')
}
