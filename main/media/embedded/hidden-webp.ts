import type { Decoder } from '../decoder/decoder.ts'
import { imageToDecode } from '../inputs.ts'
import { withFile } from './bounded-file.ts'
import { mayHold, readStealthAlpha } from './stealth.ts'
import { collectTexts, type FoundTags } from './texts.ts'
import { webpWithAlpha } from './webp.ts'

/**
 * Reads the text that NovelAI hides in the alpha channel of the WebP at `path`, which the decoder decodes for it; none
 * in other files, and in those that cannot be decoded. @throws the reason of `signal`.
 */
export async function readHiddenWebp(decoder: Decoder, path: string, signal?: AbortSignal): Promise<FoundTags> {
  const texts = collectTexts()
  const size = webpWithAlpha(await withFile(path, (file) => file.read(0, 30)))
  if (!size || !mayHold(size.width, size.height)) return texts.found
  const alpha = await decoder.decode('alpha', { input: imageToDecode(path, 'webp') }, { signal }).catch(() => undefined)
  signal?.throwIfAborted()
  if (alpha) readStealthAlpha(alpha, size.width, size.height, texts)
  return texts.found
}
