import { join } from 'node:path'
import type { BundledFile } from '../../../shared/bundles/manifest.ts'
import type { Core } from '../../core.ts'
import { listKnownContents } from '../../database/bundles/imported-content.ts'
import { isFile } from '../../storage/presence.ts'

const filesPerQuery = 1000

/** Lists the media of a bundle that the library lacks: contents without a row, and sound and frames without a file. */
export async function findLacking(core: Core, media: ReadonlyMap<string, BundledFile>): Promise<BundledFile[]> {
  const files = [...media.values()]
  const lacking: BundledFile[] = []
  for (let from = 0; from < files.length; from += filesPerQuery) {
    const some = files.slice(from, from + filesPerQuery)
    const known = await listKnownContents(
      core.db,
      some.map(({ sha256 }) => sha256),
    )
    // The library has a file that it owns under the name that the bundle has.
    const isHere = await Promise.all(
      some.map(async ({ path, sha256 }) => known.has(sha256) || (await isFile(join(core.layout.folder, path)))),
    )
    lacking.push(...some.filter((_, index) => !isHere[index]))
  }
  return lacking
}
