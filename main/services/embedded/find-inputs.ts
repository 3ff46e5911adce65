import { stat } from 'node:fs/promises'
import type { GenerationInput } from '../../../shared/generation/reading.ts'
import { contentAt } from '../../contents/content-at.ts'
import type { Core } from '../../core.ts'
import { findLocation } from '../../database/contents/locations.ts'
import { clockToleranceMs } from '../../database/embedded/links.ts'
import { findReadAt, findTimeMade } from '../../database/embedded/unproven-inputs.ts'
import { mtimeMsOf } from '../../media/files/mtime.ts'
import { isFile } from '../../storage/presence.ts'
import { inputPathsOf } from './comfy-folders.ts'

/** A file that went into a content. */
export interface FoundInput extends GenerationInput {
  /** Its content; null if it is not proven. */
  input_hash: string | null
}

const mostInputs = 100
const mediaEndings =
  /\.(png|jpe?g|webp|gif|bmp|tiff?|avif|heic|heif|mp4|m4v|mov|webm|mkv|avi|wav|mp3|flac|m4a|ogg|opus)$/i

/**
 * Finds the contents of `inputs` that are proven: ComfyUI's folder around the file at `path` has a file at the path of
 * the input, and that was written before. Others may be likely ([Note: likely inputs]).
 * @throws the reason of `signal`.
 */
export async function findInputs(
  core: Core,
  { path, file_hash }: { path: string; file_hash: string },
  inputs: readonly GenerationInput[],
  signal: AbortSignal,
): Promise<FoundInput[]> {
  const made = Math.min(await timeOf(path), (await findTimeMade(core.db, file_hash)) ?? Number.POSITIVE_INFINITY)
  const found: FoundInput[] = []
  for (const input of inputs.slice(0, mostInputs)) {
    const content = await contentOf(core, path, input, signal)
    const isProven =
      content !== undefined && content.file_hash !== file_hash && content.mtime_ms <= made + clockToleranceMs
    found.push({ ...input, input_hash: isProven ? content.file_hash : null })
  }
  return found
}

/** Returns when the file at `path` was written, in milliseconds; infinity if it is gone. */
async function timeOf(path: string): Promise<number> {
  const stats = await stat(path, { bigint: true }).catch(() => undefined)
  return stats ? mtimeMsOf(stats) : Number.POSITIVE_INFINITY
}

/** Returns the content at the path of an input; the one that was there if the file is gone or was moved. */
async function contentOf(core: Core, path: string, input: GenerationInput, signal: AbortSignal) {
  if (!isSearchable(input.name)) return undefined
  for (const candidate of inputPathsOf(path, input)) {
    const content = (await isFile(candidate))
      ? await contentAt(core, candidate, { signal }).catch(() => undefined)
      : ((await findLocation(core.db, candidate)) ?? (await findReadAt(core.db, candidate)))
    signal.throwIfAborted()
    if (content) return content
  }
  return undefined
}

/**
 * Returns whether a file of this name may be opened. The sender of a file chooses the names in it, so they lead only to
 * images, videos and sounds, and to no other computer, which on Windows would learn who the user is.
 */
function isSearchable(name: string): boolean {
  return mediaEndings.test(name) && !name.includes('\0') && !/^[\\/]{2}/.test(name)
}
