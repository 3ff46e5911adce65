import { createHash } from 'node:crypto'
import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { messageOf, RushesError } from '../../shared/errors.ts'
import { previewVersion } from '../../shared/preview-version.ts'
import { storedExtension } from '../../shared/video-files.ts'
import { privateFolder } from './make-folder.ts'

/** The paths inside a library's folder, all absolute. */
export interface Layout {
  folder: string
  database: string
  /** The folder for new videos, and the one for new images ([Note: media folders]). */
  videos: string
  images: string
  /** All folders that new videos and images went to, also those outside of the library that this computer allows. */
  mediaFolders: string[]
  /** Sound extracted from videos. */
  audio: string
  /** Frames of timelines. */
  frames: string
  /** Frames that are in a bucket, as far as they were read here. */
  cachedFrames: string
  /** Declarations of analysers, and the programs that they run. */
  analysers: string
  posters: string
  storyboards: string
  waveforms: string
  keyframes: string
  proxies: string
  /** Copies of videos that ffmpeg cannot decode. */
  lossless: string
  /** Incomplete files; each process has a folder of its own inside. */
  incoming: string
  /** Uploads that can be resumed; they outlive the process that received their beginning. */
  uploads: string
  trash: string
  backups: string
}

/** Returns the layout of the library in `folder`, which must be absolute, before its settings are read. */
export function layoutOf(folder: string): Layout {
  const [videos, images] = [join(folder, 'videos'), join(folder, 'images')]
  return {
    folder,
    database: join(folder, 'media.db'),
    videos,
    images,
    mediaFolders: [videos, images],
    audio: join(folder, 'audio'),
    frames: join(folder, 'frames'),
    cachedFrames: join(folder, 'cache', 'frames'),
    analysers: join(folder, 'analysers'),
    posters: join(folder, 'cache', 'posters'),
    storyboards: join(folder, 'cache', 'storyboards'),
    waveforms: join(folder, 'cache', 'waveforms'),
    keyframes: join(folder, 'cache', 'keyframes'),
    proxies: join(folder, 'cache', 'proxies'),
    lossless: join(folder, 'cache', 'lossless'),
    incoming: join(folder, 'cache', 'incoming'),
    uploads: join(folder, 'cache', 'uploads'),
    trash: join(folder, 'trash'),
    backups: join(folder, 'backups'),
  }
}

/** Creates the folders of a library. @throws RushesError LIBRARY_UNUSABLE if that fails. */
export function createFolders(layout: Layout): void {
  try {
    const { database: _database, mediaFolders: _media, ...folders } = layout
    for (const folder of Object.values(folders)) {
      mkdirSync(folder, { recursive: true, mode: privateFolder })
    }
  } catch (error) {
    const reason = messageOf(error)
    throw new RushesError('LIBRARY_UNUSABLE', `The folder ${layout.folder} cannot hold a library: ${reason}.`, {
      cause: error,
    })
  }
}

/**
 * Returns the path of a file named by its content, in one of 256 folders: `<root>/9f/9f2c….mp4`. A hash that another
 * program wrote may be any text, such as `../../x`: the file is then named by the hash of that text.
 */
function contentPath(root: string, fileHash: string, extension: string): string {
  const isHash = /^[0-9a-f]+$/i.test(fileHash)
  const name = isHash ? fileHash : createHash('sha256').update(fileHash).digest('hex')
  return join(root, name.slice(0, 2), `${name}.${extension}`)
}

/** Returns the path of a new video that the library owns. */
export function videoPath(layout: Pick<Layout, 'videos'>, fileHash: string, firstName: string): string {
  return contentPath(layout.videos, fileHash, storedExtension(firstName))
}

/** Returns the path of a new image that the library owns. */
export function imagePath(layout: Layout, fileHash: string, firstName: string): string {
  return contentPath(layout.images, fileHash, storedExtension(firstName))
}

/** Returns the path of sound extracted from a video. */
export function audioPath(layout: Layout, fileHash: string, extension: string): string {
  return contentPath(layout.audio, fileHash, extension)
}

/** Returns the path of a frame of timelines, a JPEG. */
export function framePath(layout: Layout, fileHash: string): string {
  return contentPath(layout.frames, fileHash, 'jpg')
}

/** Returns the path of a frame in the cache whose bytes are in a bucket; the file may not exist. */
export function cachedFramePath(layout: Layout, fileHash: string): string {
  return contentPath(layout.cachedFrames, fileHash, 'jpg')
}

/**
 * Returns the path of a file in the cache that is made from a content. Without the version, names are those of files
 * that were made before sources were checked: they may show another content ([Note: an id is a content]).
 */
function cachedPath(root: string, fileHash: string, extension: string): string {
  return contentPath(root, fileHash, `v${previewVersion}.${extension}`)
}

/** Returns the path of a content's proxy in the cache; the file may not exist. */
export function proxyPath(layout: Layout, fileHash: string): string {
  return cachedPath(layout.proxies, fileHash, 'mp4')
}

/** Returns the path of a copy that ffmpeg can decode in the cache; the file may not exist. */
export function losslessPath(layout: Layout, fileHash: string): string {
  return cachedPath(layout.lossless, fileHash, 'mkv')
}

/** Returns the path of a proxy that an older version made, perhaps of another content. */
export function oldProxyPath(layout: Layout, fileHash: string): string {
  return contentPath(layout.proxies, fileHash, 'mp4')
}

/** Returns the path of a content's poster in the cache; the file may not exist. */
export function posterPath(layout: Layout, fileHash: string): string {
  return cachedPath(layout.posters, fileHash, 'jpg')
}

/** Returns the path of a content's storyboard in the cache; the file may not exist. */
export function storyboardPath(layout: Layout, fileHash: string): string {
  return cachedPath(layout.storyboards, fileHash, 'jpg')
}

/** Returns the path of a content's waveform in the cache; the file may not exist. */
export function waveformPath(layout: Layout, fileHash: string): string {
  return cachedPath(layout.waveforms, fileHash, 'peaks')
}

/** Returns the path of the list of a content's keyframes in the cache; the file may not exist. */
export function keyframesPath(layout: Layout, fileHash: string): string {
  return cachedPath(layout.keyframes, fileHash, 'json')
}

/** Lists the library's folders that a scan of an enclosing folder skips. */
export function unsearchedFolders({
  frames,
  cachedFrames,
  incoming,
  posters,
  storyboards,
  proxies,
  lossless,
  uploads,
  trash,
}: Layout): string[] {
  return [frames, cachedFrames, incoming, posters, storyboards, proxies, lossless, uploads, trash]
}
