import { RushesError } from '../../../shared/errors.ts'
import { isObjectAddress } from '../../../shared/object-address.ts'
import type { Core } from '../../core.ts'
import type { Db } from '../../database/connection/connection.ts'
import { listLocations } from '../../database/contents/locations.ts'
import { requireImage } from '../../database/images.ts'
import { requireVideo } from '../../database/videos.ts'
import type { SidecarValues } from '../../media/sidecars/sidecar-values.ts'
import { absolutePath } from '../../storage/absolute-path.ts'
import { isWithin } from '../../storage/inside-library.ts'
import { isMediaFile } from '../../storage/media-folders.ts'
import { isFile } from '../../storage/presence.ts'

/** A video or an image, by its id. */
export interface Chosen {
  kind: 'video' | 'image'
  id: string
}

/** A video or an image with what its sidecars say. */
export interface Described extends Chosen, SidecarValues {
  name: string
  file_path: string
  file_hash: string
  size_bytes: number | null
}

/** Lists the videos and images that a call names, each once. */
export function listChosen({ video_ids, image_ids }: { video_ids: string[]; image_ids: string[] }): Chosen[] {
  const videos = [...new Set(video_ids)].map((id) => ({ kind: 'video' as const, id }))
  return [...videos, ...[...new Set(image_ids)].map((id) => ({ kind: 'image' as const, id }))]
}

/** Returns a video or an image. @throws RushesError NOT_FOUND */
export async function requireDescribed(db: Db, { kind, id }: Chosen): Promise<Described> {
  const { rating, colour, tags, note, ...row } =
    kind === 'video' ? await requireVideo(db, id) : await requireImage(db, id)
  const { name, file_hash, size_bytes } = row
  const file_path = 'path' in row ? row.path : row.file_path
  return { kind, id, name, file_path, file_hash, size_bytes, rating, colour, tags, note }
}

/**
 * Returns the path of a take or an image outside of the library, beside which its sidecars are: the one that it plays
 * from, if it can be. Files of the library have the names of their contents, and other programs do not look for them.
 * @throws RushesError NOT_SUPPORTED if there is none
 */
export async function outsidePath(core: Core, { file_path, file_hash, name }: Described): Promise<string> {
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

/** Returns what a sidecar says. */
export function valuesOf({ rating, colour, tags, note }: SidecarValues): SidecarValues {
  return { rating, colour, tags, note }
}
