import { basename, dirname, extname, join } from 'node:path'

/** Formats of files that carry the generation details of the video beside them, the likeliest first. */
const siblingExtensions = ['png', 'mp4', 'webm', 'mov', 'mkv', 'webp']

/** Returns the paths of SwarmUI's text files, which are named after the video at `path`. */
export function sidecarPaths(path: string): string[] {
  return [stemOf(path), basename(path)].map((name) => join(dirname(path), `${name}.swarm.json`))
}

/**
 * Returns the paths of images and videos that may be from the same run: the same name, or the name without `-audio`,
 * which VideoHelperSuite adds to the version with sound. It also saves an image beside each of its videos. The counter
 * is part of the name.
 */
export function siblingPaths(path: string): string[] {
  const stem = stemOf(path)
  const stems = [...new Set([stem.replace(/-audio$/, ''), stem])]
  return stems
    .flatMap((name) => siblingExtensions.map((extension) => join(dirname(path), `${name}.${extension}`)))
    .filter((sibling) => sibling !== path)
}

function stemOf(path: string): string {
  return basename(path, extname(path))
}
