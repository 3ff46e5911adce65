import type { RelinkPreview } from '../../../shared/contract/folders.ts'
import { statFiles } from '../../contents/stat-files.ts'
import type { Core } from '../../core.ts'
import { listPathsInside } from '../../database/contents/relinked-folder.ts'
import { recordedPages } from './recorded-files.ts'
import { type RelinkedFolder, relinkedPaths } from './relinked-paths.ts'

const samplesShown = 20

/** Counts what a relink would find, by a stat of each file. @throws RushesError CANCELLED */
export async function previewRelink(core: Core, folder: RelinkedFolder, signal?: AbortSignal): Promise<RelinkPreview> {
  const counts = { files: 0, found: 0, different: 0, missing: 0 }
  const samples: string[] = []
  for await (const page of recordedPages(core, folder)) {
    const paths = page.map((file) => relinkedPaths(folder, file.path))
    const stats = await statFiles(core, paths.flat(), signal)
    for (const [index, { size_bytes, sample_hash }] of page.entries()) {
      const there = (paths[index] ?? []).flatMap((path) => {
        const found = stats.get(path)
        return typeof found === 'object' ? [found] : []
      })
      const isSame = there.some((found) => sample_hash === '' || found.size_bytes === size_bytes)
      counts.files++
      counts[isSame ? 'found' : there.length > 0 ? 'different' : 'missing']++
      const [path] = paths[index] ?? []
      if (!isSame && path !== undefined && samples.length < samplesShown) samples.push(path)
    }
  }
  const watched = await listPathsInside(core.db, 'watched_folders', folder.from, folder.separator)
  return { ...counts, samples, watched_folders: watched.length }
}
