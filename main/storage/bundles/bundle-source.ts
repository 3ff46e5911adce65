import { stat } from 'node:fs/promises'
import { describeFileError } from '../../../shared/errors.ts'
import type { BundleSource } from './bundle-files.ts'
import { openFolderSource } from './folder-source.ts'
import { openZipSource } from './zip-source.ts'

/**
 * [Note: hostile bundles] A bundle may come from someone else. Its files can have the names of `isBundleName` only,
 * each once, so none leads out of a folder; links and other special files are refused, as are files that are encrypted,
 * share bytes with others or unpack to many times their size. All of that is decided before anything is unpacked. Each
 * file is written to the incoming folder and used only if it has the SHA-256 of the manifest.
 *
 * Opens the bundle at `path`.
 * @throws RushesError BAD_INPUT if it is none, or has such files; FILE_MISSING, FILE_UNREADABLE
 */
export async function openBundleSource(path: string): Promise<BundleSource> {
  try {
    const isFolder = (await stat(path)).isDirectory()
    return await (isFolder ? openFolderSource(path) : openZipSource(path))
  } catch (error) {
    throw describeFileError(error, path)
  }
}
