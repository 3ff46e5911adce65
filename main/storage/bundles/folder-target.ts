import { lstat, mkdir, readdir, rename, rm, writeFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { manifestName } from '../../../shared/bundles/manifest.ts'
import { RushesError, systemCode } from '../../../shared/errors.ts'
import { privateFolder } from '../make-folder.ts'
import type { BundleTarget } from './new-bundle.ts'

/** Says that a folder holds a bundle that is not complete. */
const partName = 'bundle.part'

/** Opens a folder for a bundle. @throws RushesError CONFLICT if it holds something else. */
export async function openFolderTarget(folder: string): Promise<BundleTarget> {
  const names: string[] = await readdir(folder).catch((error) => {
    if (systemCode(error) === 'ENOENT') return []
    throw error
  })
  const part = join(folder, partName)
  if (names.includes(manifestName)) throw new RushesError('CONFLICT', `${folder} has a bundle already.`)
  if (names.length > 0 && !names.includes(partName))
    throw new RushesError('CONFLICT', `${folder} is not empty. Choose an empty folder, or a new one.`)
  await mkdir(folder, { recursive: true, mode: privateFolder })
  await writeFile(part, '')
  return {
    async has({ path, size_bytes }) {
      const file = await lstat(join(folder, path)).catch(() => undefined)
      return file?.isFile() === true && file.size === size_bytes
    },
    async add({ path }, copy) {
      const target = join(folder, path)
      await mkdir(dirname(target), { recursive: true, mode: privateFolder })
      const arriving = `${target}.part`
      await rm(arriving, { force: true })
      try {
        await writeFile(arriving, '', { flag: 'wx', mode: 0o600 })
        await copy(arriving, 0)
        await rename(arriving, target)
      } catch (error) {
        await rm(arriving, { force: true })
        throw error
      }
    },
    complete: () => rm(part, { force: true }),
    close: async () => undefined,
  }
}
