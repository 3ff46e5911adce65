import { basename, dirname, extname, join } from 'node:path'

/** Formats of files that carry the generation details of the video beside them, the likeliest first. */
const siblingExtensions = ['png', 'mp4', 'webm', 'mov', 'mkv', 'webp']

/** Returns the paths of SwarmUI's text files, which are named after the video at `path`. */
export function sidecarPaths(path: string): string[] {
  return [stemOf(path), basename(path)].map((name) => join(dirname(path), `${name}.swarm.json`))
}

/** A file that may be from the same run as a video. */
export interface Sibling {
  path: string
  /** True if its name alone proves that it is. */
  isCertain: boolean
}

/**
 * Lists the images and videos that may be from the run of the video at `path`: those of its name, and of its name
 * without `-audio`, which VideoHelperSuite adds to the version with sound. It also saves an image beside each of its
 * videos. The counter is part of the name. Other files of one name prove nothing by it.
 */
export function siblingsOf(path: string): Sibling[] {
  const stem = stemOf(path)
  const silent = stem.replace(/-audio$/, '')
  return [...new Set([silent, stem])]
    .flatMap((name) =>
      siblingExtensions.map((extension) => ({
        path: join(dirname(path), `${name}.${extension}`),
        isCertain: name !== stem,
      })),
    )
    .filter((sibling) => sibling.path !== path)
}

function stemOf(path: string): string {
  return basename(path, extname(path))
}
