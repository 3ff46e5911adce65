import { resolve } from 'node:path'
import envPaths from 'env-paths'

/**
 * Returns the absolute path of the library to open: `option` (`--library`) if given, else `RUSHES_LIBRARY`, else a
 * folder in the platform's folder for user data.
 */
export function libraryFolder(option?: string): string {
  const chosen = option || process.env.RUSHES_LIBRARY
  return chosen ? resolve(chosen) : resolve(envPaths('Rushes', { suffix: '' }).data, 'Library')
}

/**
 * Returns the absolute path of the folder for what belongs to this person on this computer and to no library: consents,
 * and the secret of proofs. `RUSHES_CONFIG` if set, else the platform's folder for configuration.
 */
export function configFolder(): string {
  const chosen = process.env.RUSHES_CONFIG
  return chosen ? resolve(chosen) : resolve(envPaths('Rushes', { suffix: '' }).config)
}
