import type { Client } from '../../shared/contract/index.ts'

/**
 * Returns the content that an argument names: any content by its hash, an image by its id, else a video by its id,
 * which is not looked up.
 */
export async function contentArgument(
  client: Client,
  text: string,
): Promise<{ video_id: string } | { file_hash: string }> {
  if (/^([\w-]+:[0-9a-f]+|[0-9a-f]{64})$/.test(text)) return { file_hash: text }
  const image = await client.images.get({ id: text }).catch(() => undefined)
  return image ? { file_hash: image.file_hash } : { video_id: text }
}
