import { RushesError } from '../../../shared/errors.ts'
import { isObjectAddress } from '../../../shared/object-address.ts'
import type { Core } from '../../core.ts'
import { listLocations } from '../../database/contents/locations.ts'
import type { ListedVideo } from '../../database/videos/listed-video.ts'
import type { SidecarValues } from '../../media/sidecars/sidecar-values.ts'
import { absolutePath } from '../../storage/absolute-path.ts'
import { isWithin } from '../../storage/inside-library.ts'
import { isMediaFile } from '../../storage/media-folders.ts'
import { isFile } from '../../storage/presence.ts'

/**
 * Returns the path of a take outside of the library, beside which its sidecars are: the one that it plays from, if it
 * can be. Files of the library have the names of their contents, and other programs do not look for them.
 * @throws RushesError NOT_SUPPORTED if there is none
 */
export async function outsidePath(core: Core, { file_path, file_hash, name }: ListedVideo): Promise<string> {
  const paths = [file_path, ...(await listLocations(core.db, file_hash)).map(({ path }) => path)]
  for (const path of paths.map((each) => absolutePath(core.layout, each))) {
    if (isObjectAddress(path) || isWithin(path, core.layout.folder) || isMediaFile(core.layout, path)) continue
    if (await isFile(path)) return path
  }
  throw new RushesError(
    'NOT_SUPPORTED',
    `“${name}” has no file outside of the library. Sidecars are written beside files that other programs open.`,
  )
}

/** Returns what a sidecar says about a take. */
export function valuesOf({ rating, colour, tags, note }: ListedVideo): SidecarValues {
  return { rating, colour, tags, note }
}
