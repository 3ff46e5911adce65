import { readdir } from 'node:fs/promises'
import { join } from 'node:path'
import type { Core } from '../../core.ts'
import { listUnreferenced } from '../../database/policies.ts'
import { statLink } from '../../storage/stat-link.ts'

/** A file of the cache that is made from a content. */
export interface CachedFile {
  path: string
  file_hash: string
  size_bytes: number
}

const hashInName = /^([0-9a-f]{64})\./
const hashesPerQuery = 500

/**
 * Yields the previews, proxies and cached frames of contents that are neither in the library nor in its trash. Files
 * with other names are passed over.
 */
export async function* unreferencedCache(core: Core): AsyncGenerator<CachedFile> {
  const { posters, storyboards, waveforms, proxies, lossless, cachedFrames } = core.layout
  for (const folder of [posters, storyboards, waveforms, proxies, lossless, cachedFrames])
    for (const part of await readdir(folder).catch(() => [])) yield* inPart(core, join(folder, part))
}

async function* inPart(core: Core, folder: string): AsyncGenerator<CachedFile> {
  const named = (await readdir(folder).catch(() => [])).flatMap((name) => {
    const [, file_hash] = hashInName.exec(name) ?? []
    return file_hash === undefined ? [] : [{ file_hash, path: join(folder, name) }]
  })
  for (let first = 0; first < named.length; first += hashesPerQuery) {
    const some = named.slice(first, first + hashesPerQuery)
    const unknown = new Set(
      await listUnreferenced(
        core.db,
        some.map(({ file_hash }) => file_hash),
      ),
    )
    for (const file of some.filter(({ file_hash }) => unknown.has(file_hash))) {
      const stats = await statLink(file.path)
      if (stats) yield { ...file, size_bytes: Number(stats.size) }
    }
  }
}
