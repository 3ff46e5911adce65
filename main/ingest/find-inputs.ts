import { basename, dirname, isAbsolute, join, resolve, sep } from 'node:path'
import type { GenerationInput } from '../../shared/generation/reading.ts'
import type { Core } from '../core.ts'
import { listContentsNamed } from '../database/locations.ts'
import { isFile } from '../storage/presence.ts'
import { contentAt } from './content-at.ts'

/** A file that went into the making, and its content where it was found. */
export interface FoundInput extends GenerationInput {
  input_hash: string | null
}

/** A generator's folder of results may have folders of its own. */
const deepest = 6
const mostInputs = 100
const mediaEndings = /\.(png|jpe?g|webp|gif|bmp|tiff?|avif|mp4|m4v|mov|webm|mkv|avi|wav|mp3|flac|m4a|ogg|opus)$/i

/**
 * Looks for the files that `inputs` name: at an absolute path, in the generator's folders around the video at `path`, beside it;
 * else among the files of the library by their name. Where several contents have the name, none is taken: that would be a guess.
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
  if (!mayBeLookedFor(input.name)) return null
  for (const candidate of placesOf(path, input)) {
    if (!(await isFile(candidate))) continue
    const content = await contentAt(core, candidate, { signal }).catch(() => undefined)
    signal.throwIfAborted()
    return content?.file_hash ?? null
  }
  const contents = await listContentsNamed(core.db, basename(input.name.replaceAll('\\', '/')))
  return contents.length === 1 ? (contents[0] ?? null) : null
}

/**
 * Whoever sends a file chooses the names in it. They lead to pictures, videos and sounds only, and to no other computer, which on
 * Windows would be told who asks.
 */
function mayBeLookedFor(name: string): boolean {
  return mediaEndings.test(name) && !name.includes('\0') && !/^[\\/]{2}/.test(name)
}

/** `input/` and its like lie beside the folder of results, in which the video is, at some depth. */
function placesOf(path: string, { name, folder }: GenerationInput): string[] {
  if (isAbsolute(name)) return [name]
  const parts = name.split(/[\\/]/)
  const inside = (root: string) => {
    const place = resolve(root, ...parts)
    return place.startsWith(root + sep) ? [place] : []
  }
  const places: string[] = []
  let parent = dirname(path)
  for (let depth = 0; depth < deepest && dirname(parent) !== parent; depth++) {
    parent = dirname(parent)
    places.push(...inside(join(parent, folder)))
  }
  return [...places, ...inside(dirname(path))]
}
