import { existsSync } from 'node:fs'
import type { Content } from '../../contents/hash-unchanged.ts'
import type { Core } from '../../core.ts'
import { imageCodec } from '../../media/images/image-facts.ts'
import { videoToDecode } from '../../media/inputs.ts'
import { losslessPath } from '../../storage/layout.ts'
import { writeWhole } from '../../storage/whole-file.ts'

/**
 * Returns the path from which ffmpeg and analysers can decode a content: its own, except for an animated WebP, which
 * ffmpeg cannot read. The pictures of that are written to the cache once, without loss.
 * @throws RushesError TOOL_FAILED, DISK_FULL, CANCELLED by `signal`
 */
export async function decodablePath(
  core: Core,
  { path, file_hash }: Pick<Content, 'path' | 'file_hash'>,
  signal: AbortSignal,
): Promise<string> {
  if ((await imageCodec(path)) !== 'webp') return path
  const target = losslessPath(core.layout, file_hash)
  if (!existsSync(target))
    await writeWhole(core.layout, target, async (temporary) => {
      await core.decoder.decode('lossless', { input: videoToDecode(path), target: temporary }, { signal })
    })
  return target
}
