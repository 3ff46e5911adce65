import { basename } from 'node:path'
import { isObjectAddress } from '../../../shared/object-address.ts'
import type { Core } from '../../core.ts'
import type { Db } from '../../database/connection/connection.ts'
import { listPathsOfContents } from '../../database/contents/known-contents.ts'
import { overwrittenPath } from '../../database/contents/locations.ts'
import type { LocationRow } from '../../database/tables.ts'
import { listLostOrUnknown } from '../../database/verification.ts'
import { eachRow } from '../../jobs/each-file.ts'
import { isMediaFile, ownName } from '../../storage/media-folders.ts'

const pageSize = 1000

/**
 * Lists the files that are known to be missing or damaged, which each verification names again until they are back:
 * missing ones that a video or an image plays from, and the library's own, whose names say the content that they had.
 */
export async function listLostFiles({ db, layout }: Core, signal: AbortSignal): Promise<LocationRow[]> {
  const lost: LocationRow[] = []
  for await (const location of eachRow<LocationRow>((last) => listLostOrUnknown(db, last?.path ?? '', pageSize))) {
    if (signal.aborted) break
    const [, fileHash] = ownName.exec(basename(location.path)) ?? []
    if (fileHash === undefined || !isMediaFile(layout, location.path)) {
      if (await isMissedOutside(db, location)) lost.push(location)
      continue
    }
    if (location.missing_since === null && location.file_hash === fileHash) continue
    if ((await listPathsOfContents(db, [fileHash])).length > 0) lost.push({ ...location, file_hash: fileHash })
  }
  return lost
}

/** Returns whether a video or an image plays from a location whose file is gone. Overwritten files are told of once. */
async function isMissedOutside(db: Db, { path, file_hash, missing_since }: LocationRow): Promise<boolean> {
  if (missing_since === null || isObjectAddress(path) || overwrittenPath(path, file_hash) !== null) return false
  return (await listPathsOfContents(db, [file_hash])).includes(path)
}
