import { realpath, rm } from 'node:fs/promises'
import { recordContent } from '../contents/record.ts'
import type { Core } from '../core.ts'
import { isSameFingerprint } from '../media/files/fingerprint.ts'
import { isFile } from '../storage/presence.ts'
import type { Placed } from './place.ts'

/**
 * Removes the source of a content that was moved into the library, unless it is the same file by another way, or was
 * written over meanwhile. If it cannot be removed, as on a locked card, it is recorded as another location.
 */
export async function removeSource(core: Core, { file_hash, movedFrom, locations }: Placed): Promise<void> {
  if (movedFrom === undefined) return
  const { path } = movedFrom
  try {
    if ((await realpath(path)) === (await realpath(locations[0].path))) return
    const now = await core.files.run({ kind: 'fingerprint', path })
    if (isSameFingerprint(now, movedFrom)) await rm(path, { force: true })
  } catch {
    if (await isFile(path)) await recordContent(core, { ...movedFrom, file_hash })
  }
}
