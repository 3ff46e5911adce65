import { createReadStream } from 'node:fs'
import { chmod, readdir, rename, rm, stat } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { RushesError, systemCode } from '../../../shared/errors.ts'
import { findOwned, requireOwned } from '../inside-library.ts'
import type { Layout } from '../layout.ts'
import { makeFolder, privateFile } from '../make-folder.ts'
import { syncFile } from '../sync-file.ts'
import type { ObjectStore } from './object-store.ts'

/**
 * Stores objects as files in the library's folder. `put` moves the file, which must be on the same disk, and leaves a
 * file of the same size that is there already, because keys are named by content.
 * @throws RushesError LIBRARY_UNUSABLE if a key leads out of the library; an Error with the system's `code`.
 */
export function folderObjects(layout: Layout): ObjectStore {
  const pathOf = (key: string) => requireOwned(layout, join(layout.folder, key))

  return {
    name: layout.folder,
    async put(key, { path, size_bytes }, { signal, onBytes } = {}) {
      signal?.throwIfAborted()
      const target = await pathOf(key)
      const there = await stat(target).catch(() => undefined)
      if (!there?.isFile() || there.size !== size_bytes) {
        await chmod(path, privateFile)
        await syncFile(path)
        makeFolder(layout.folder, dirname(target))
        await rename(path, target)
      }
      onBytes?.(size_bytes)
    },
    async get(key, { range, signal } = {}) {
      const path = await pathOf(key)
      if (!(await isFile(path))) throw new RushesError('FILE_MISSING', `${path} is missing.`)
      return createReadStream(path, { ...range, ...(signal ? { signal } : {}) })
    },
    async head(key) {
      const found = await stat(await pathOf(key)).catch(undefinedIfMissing)
      return found?.isFile() ? { size_bytes: found.size } : undefined
    },
    async delete(key) {
      const path = await findOwned(layout, join(layout.folder, key))
      if (path !== undefined) await rm(path, { force: true })
    },
    async *list(prefix) {
      // The last folder of a prefix such as `frames/9f` is not known to be one.
      const folder = prefix.slice(0, prefix.lastIndexOf('/') + 1)
      yield* listFolder(layout, folder, prefix)
    },
    addressOf: async (key) => pathToFileURL(await pathOf(key)).href,
  }
}

async function* listFolder(layout: Layout, folder: string, prefix: string): ReturnType<ObjectStore['list']> {
  const entries = await readdir(join(layout.folder, folder), { withFileTypes: true }).catch(undefinedIfMissing)
  for (const entry of (entries ?? []).toSorted((a, b) => (a.name < b.name ? -1 : 1))) {
    const key = `${folder}${entry.name}`
    if (entry.isDirectory()) {
      if (`${key}/`.startsWith(prefix) || prefix.startsWith(`${key}/`)) yield* listFolder(layout, `${key}/`, prefix)
    } else if (key.startsWith(prefix)) yield { key, size_bytes: (await stat(join(layout.folder, key))).size }
  }
}

async function isFile(path: string): Promise<boolean> {
  return (await stat(path).catch(undefinedIfMissing))?.isFile() ?? false
}

function undefinedIfMissing(error: unknown): undefined {
  if (!['ENOENT', 'ENOTDIR'].includes(systemCode(error) ?? '')) throw error
}
