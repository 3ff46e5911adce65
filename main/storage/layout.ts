import { mkdirSync } from 'node:fs'
import { isAbsolute, join } from 'node:path'
import { messageOf, RushesError } from '../../shared/errors.ts'
import { extensionOf } from '../../shared/video-files.ts'

/** Where things lie inside the folder of a library. All paths are absolute. */
export interface Layout {
  folder: string
  database: string
  videos: string
  images: string
  /** Sound that was taken out of videos: it is no video. */
  audio: string
  /** Analysers that the library declares, and the programs that they run. */
  analysers: string
  posters: string
  storyboards: string
  waveforms: string
  proxies: string
  /** Bytes that are still arriving; each process has a folder of its own in it. */
  incoming: string
  trash: string
  backups: string
}

/** The layout of the library in `folder`, which must be absolute. */
export function layoutOf(folder: string): Layout {
  return {
    folder,
    database: join(folder, 'media.db'),
    videos: join(folder, 'videos'),
    images: join(folder, 'images'),
    audio: join(folder, 'audio'),
    analysers: join(folder, 'analysers'),
    posters: join(folder, 'cache', 'posters'),
    storyboards: join(folder, 'cache', 'storyboards'),
    waveforms: join(folder, 'cache', 'waveforms'),
    proxies: join(folder, 'cache', 'proxies'),
    incoming: join(folder, 'cache', 'incoming'),
    trash: join(folder, 'trash'),
    backups: join(folder, 'backups'),
  }
}

/** Makes the folders of a library. @throws RushesError LIBRARY_UNUSABLE where that is not possible. */
export function createFolders(layout: Layout): void {
  try {
    for (const folder of Object.values(layout)) {
      if (folder !== layout.database) mkdirSync(folder, { recursive: true })
    }
  } catch (error) {
    const reason = messageOf(error)
    throw new RushesError('LIBRARY_UNUSABLE', `The folder ${layout.folder} cannot hold a library: ${reason}.`, {
      cause: error,
    })
  }
}

/** The place of a file that is named by its content, in one of 256 folders: `<root>/9f/9f2c….mp4`. */
function contentPath(root: string, fileHash: string, extension: string): string {
  return join(root, fileHash.slice(0, 2), `${fileHash}.${extension}`)
}

/** The ending that a file keeps inside the library, so that other programs know it: that of `name` if it looks like one. */
export function endingOf(name: string): string {
  const ending = extensionOf(name)
  return /^[a-z0-9]{1,10}$/.test(ending) ? ending : 'video'
}

/** Where the library keeps a content that it owns. */
export function videoPath(layout: Layout, fileHash: string, firstName: string): string {
  return contentPath(layout.videos, fileHash, endingOf(firstName))
}

/** Where the library keeps a picture that it owns. */
export function imagePath(layout: Layout, fileHash: string, firstName: string): string {
  return contentPath(layout.images, fileHash, endingOf(firstName))
}

/** Where the library keeps sound that was taken out of a video. */
export function audioPath(layout: Layout, fileHash: string, ending: string): string {
  return contentPath(layout.audio, fileHash, ending)
}

/** A path of the database as an absolute one: other programs write them relative to the folder of the library. */
export function absolutePath(layout: Layout, path: string): string {
  return isAbsolute(path) ? path : join(layout.folder, path)
}

/** Where the proxy of a content lies in the cache, if there is one. */
export function proxyPath(layout: Layout, fileHash: string): string {
  return contentPath(layout.proxies, fileHash, 'mp4')
}

/** Where the poster of a content lies in the cache, if there is one. */
export function posterPath(layout: Layout, fileHash: string): string {
  return contentPath(layout.posters, fileHash, 'jpg')
}

/** Where the storyboard of a content lies in the cache, if there is one. */
export function storyboardPath(layout: Layout, fileHash: string): string {
  return contentPath(layout.storyboards, fileHash, 'jpg')
}

/** Where the waveform of a content lies in the cache, if there is one. */
export function waveformPath(layout: Layout, fileHash: string): string {
  return contentPath(layout.waveforms, fileHash, 'peaks')
}

/** The folders in which lies nothing that a search is for, where a library lies inside a folder that is searched. */
export function unsearchedFolders({ incoming, posters, storyboards, proxies, trash }: Layout): string[] {
  return [incoming, posters, storyboards, proxies, trash]
}
