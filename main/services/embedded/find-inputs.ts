import { basename, dirname, isAbsolute, join, resolve, sep } from 'node:path'
import type { GenerationInput } from '../../../shared/generation/reading.ts'
import { contentAt } from '../../contents/content-at.ts'
import type { Core } from '../../core.ts'
import { listContentsNamed } from '../../database/contents/locations.ts'
import { isFile } from '../../storage/presence.ts'

/** A file that went into a video. */
export interface FoundInput extends GenerationInput {
  /** Its content; null if it was not found. */
  input_hash: string | null
}

/** Number of parent folders that are searched: a generator's output folder may have subfolders. */
const deepest = 6
const mostInputs = 100
const mediaEndings = /\.(png|jpe?g|webp|gif|bmp|tiff?|avif|mp4|m4v|mov|webm|mkv|avi|wav|mp3|flac|m4a|ogg|opus)$/i

/**
 * Finds the files that `inputs` name: at an absolute path, in the generator's folders around the video at `path`, or
 * beside it; else by their name among the locations of the library. A name that several contents have is not resolved:
 * that would be a guess.
 * @throws the reason of `signal`.
 */
export async function findInputs(
  core: Core,
  path: string,
  inputs: readonly GenerationInput[],
  signal: AbortSignal,
): Promise<FoundInput[]> {
  const found: FoundInput[] = []
  for (const input of inputs.slice(0, mostInputs)) {
    found.push({ ...input, input_hash: await contentOf(core, path, input, signal) })
  }
  return found
}

async function contentOf(
  core: Core,
  path: string,
  input: GenerationInput,
  signal: AbortSignal,
): Promise<string | null> {
  if (!isSearchable(input.name)) return null
  for (const candidate of candidatesOf(path, input)) {
    if (!(await isFile(candidate))) continue
    const content = await contentAt(core, candidate, { signal }).catch(() => undefined)
    signal.throwIfAborted()
    return content?.file_hash ?? null
  }
  const contents = await listContentsNamed(core.db, basename(input.name.replaceAll('\\', '/')))
  return contents.length === 1 ? (contents[0] ?? null) : null
}

/**
 * Returns whether a file of this name may be opened. The sender of a file chooses the names in it, so they lead only to
 * images, videos and sounds, and to no other computer, which on Windows would learn who the user is.
 */
function isSearchable(name: string): boolean {
  return mediaEndings.test(name) && !name.includes('\0') && !/^[\\/]{2}/.test(name)
}

/**
 * Lists the paths to try: `input/` and the like lie beside the output folder, which contains the video at some depth.
 */
function candidatesOf(path: string, { name, folder }: GenerationInput): string[] {
  if (isAbsolute(name)) return [name]
  const parts = name.split(/[\\/]/)
  const inside = (root: string) => {
    const candidate = resolve(root, ...parts)
    return candidate.startsWith(root + sep) ? [candidate] : []
  }
  const candidates: string[] = []
  let parent = dirname(path)
  for (let depth = 0; depth < deepest && dirname(parent) !== parent; depth++) {
    parent = dirname(parent)
    candidates.push(...inside(join(parent, folder)))
  }
  return [...candidates, ...inside(dirname(path))]
}
