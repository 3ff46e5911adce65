import { basename, dirname, extname, join } from 'node:path'

/** Kinds of files that carry how the video beside them was made, the likeliest first. */
const siblingEndings = ['png', 'mp4', 'webm', 'mov', 'mkv', 'webp']

/** The text files that may say how the video at `path` was made: SwarmUI's, named after it. */
export function sidecarPaths(path: string): string[] {
  return [stemOf(path), basename(path)].map((name) => join(dirname(path), `${name}.swarm.json`))
}

/**
 * The pictures and videos that may be of the same making: the same name, or the name without `-audio`, which VideoHelperSuite
 * adds to the copy that has sound. It saves a picture beside each of its videos too. The counter is part of the name.
 */
export function siblingPaths(path: string): string[] {
  const stem = stemOf(path)
  const stems = [...new Set([stem.replace(/-audio$/, ''), stem])]
  return stems
    .flatMap((name) => siblingEndings.map((ending) => join(dirname(path), `${name}.${ending}`)))
    .filter((sibling) => sibling !== path)
}

function stemOf(path: string): string {
  return basename(path, extname(path))
}
