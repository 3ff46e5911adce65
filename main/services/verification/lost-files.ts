import { basename } from 'node:path'
import type { Core } from '../../core.ts'
import { listPathsOfContents } from '../../database/contents/known-contents.ts'
import type { LocationRow } from '../../database/tables.ts'
import { listLostOrUnknown } from '../../database/verification.ts'
import { eachRow } from '../../jobs/each-file.ts'
import { isMediaFile, ownName } from '../../storage/media-folders.ts'

const pageSize = 1000

/**
 * Lists the library's own files that are known to be missing or damaged: their names say the content that they had,
 * which a video or an image still has. Each verification names them again, until they are repaired.
 */
export async function listLostFiles({ db, layout }: Core, signal: AbortSignal): Promise<LocationRow[]> {
  const lost: LocationRow[] = []
  for await (const location of eachRow<LocationRow>((last) => listLostOrUnknown(db, last?.path ?? '', pageSize))) {
    if (signal.aborted) break
    const [, fileHash] = ownName.exec(basename(location.path)) ?? []
    if (fileHash === undefined || !isMediaFile(layout, location.path)) continue
    if (location.missing_since === null && location.file_hash === fileHash) continue
    if ((await listPathsOfContents(db, [fileHash])).length > 0) lost.push({ ...location, file_hash: fileHash })
  }
  return lost
}
