import { RushesError } from '../../../shared/errors.ts'
import type { Db } from '../../database/connection/connection.ts'
import { findImageAt, findImageByHash } from '../../database/images.ts'
import {
  findRemovedImage,
  type RemovedImage,
  removeImage,
  restoreImage,
} from '../../database/removal/removed-images.ts'
import {
  findRemovedVideo,
  type RemovedVideo,
  removeVideo,
  restoreVideo,
} from '../../database/removal/removed-videos.ts'
import { findVideoByHash, findVideoByPath } from '../../database/videos.ts'

/** The removal and restoring of videos or images; `Removed` is what a removal keeps of one. */
export interface Removable<Removed> {
  /** The topic, and the folder in the library. */
  noun: 'videos' | 'images'
  remove(db: Db, id: string, now: string): Promise<Removed | undefined>
  findRemoved(db: Db, id: string): Promise<Removed | undefined>
  restore(db: Db, removed: Removed, now: string): Promise<void>
  /** @throws RushesError CONFLICT if the content of one has been imported again. */
  requireGone(db: Db, removed: readonly Removed[]): Promise<void>
  idOf(removed: Removed): string
  hashOf(removed: Removed): string
  /** Returns the path of the file that it plays from; undefined if another one plays from it too. */
  fileOf(removed: Removed): string | undefined
  /** Returns the paths whose files belong to it alone. */
  pathsOf(removed: Removed): string[]
  /** Finds the row that names a path, in the row's own spelling. */
  findByPath(db: Db, path: string): Promise<unknown>
}

/** The removal and restoring of videos. */
export const removableVideos: Removable<RemovedVideo> = {
  noun: 'videos',
  remove: removeVideo,
  findRemoved: findRemovedVideo,
  restore: restoreVideo,
  async requireGone(db, removed) {
    const names = new Map<string, string>()
    for (const { video, shared } of removed) {
      // Videos that shared a content may share it again.
      if (shared) continue
      const again = names.get(video.file_hash) ?? (await findVideoByHash(db, video.file_hash))?.name
      if (again !== undefined) {
        throw new RushesError('CONFLICT', `“${video.name}” is in the library again already, as “${again}”.`)
      }
      names.set(video.file_hash, video.name)
    }
  },
  idOf: ({ video }) => video.id,
  hashOf: ({ video }) => video.file_hash,
  fileOf: ({ video, shared }) => (shared ? undefined : video.file_path),
  // The file of a row that another program wrote may have no location. Files of a shared content stay with the other
  // video.
  pathsOf: ({ video, locations, shared }) => (shared ? [] : [...locations.map(({ path }) => path), video.file_path]),
  findByPath: findVideoByPath,
}

/**
 * The removal and restoring of images. Content made from an image keeps the hash of that image, which leads to it
 * again once restored.
 */
export const removableImages: Removable<RemovedImage> = {
  noun: 'images',
  remove: removeImage,
  findRemoved: findRemovedImage,
  restore: restoreImage,
  async requireGone(db, removed) {
    for (const { media } of removed) {
      const again = await findImageByHash(db, media.file_hash)
      if (again)
        throw new RushesError('CONFLICT', `“${media.Name}” is in the library again already, as “${again.name}”.`)
    }
  },
  idOf: ({ media }) => media.Id,
  hashOf: ({ media }) => media.file_hash,
  fileOf: ({ media }) => media.Path,
  pathsOf: ({ media, locations }) => [...locations.map(({ path }) => path), media.Path],
  findByPath: findImageAt,
}
