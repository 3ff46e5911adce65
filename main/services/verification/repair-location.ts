import { readContent } from '../../contents/content-at.ts'
import { listKnownLocations } from '../../contents/offline.ts'
import { requireContent } from '../../contents/open-content.ts'
import type { Core } from '../../core.ts'
import type { LocationRow } from '../../database/tables.ts'
import { copyVerified } from '../../storage/copy-verified.ts'
import { findOwned } from '../../storage/inside-library.ts'
import { writeWhole } from '../../storage/whole-file.ts'

/**
 * Restores the file of a location that the library owns from another location of its content. The bytes are verified
 * while they are copied, and again where they arrive. Returns false if the library does not own the file, or no other
 * location has the content: the file stays as it is then.
 * @throws RushesError CANCELLED; an Error with the system's `code`.
 */
export async function repairLocation(
  core: Core,
  { path, file_hash }: LocationRow,
  signal: AbortSignal,
): Promise<boolean> {
  const { layout, files } = core
  const target = await findOwned(layout, path, 'media')
  if (!target) return false
  for (const other of await listKnownLocations(core, file_hash)) {
    if (other.path === path || other.missing_since !== null || other.is_offline) continue
    const source = await requireContent(core, { file_hash, file_path: other.path }, { signal }).catch(() => undefined)
    if (!source || source.path === path) continue
    let isWhole = false
    await writeWhole(layout, target, async (temporary) => {
      isWhole = await copyVerified(files, { from: source.path, to: temporary, fileHash: file_hash, signal })
      if (!isWhole) throw new Error(`${source.path} is damaged too.`)
    }).catch((error) => {
      if (isWhole || signal.aborted) throw error
    })
    if (!isWhole) continue
    await readContent(core, path, { signal, expected: file_hash })
    return true
  }
  return false
}
