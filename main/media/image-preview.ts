import { runTool } from './run-tool.ts'

/** As large as a poster. */
const longSide = 640

/**
 * Writes a preview, a JPEG of at most 640 pixels on its long side, of the picture at `source` to `target`.
 * @throws RushesError TOOL_FAILED when this ffmpeg cannot decode it (AVIF, moving WebP), CANCELLED by `signal`.
 */
export async function makeImagePreview(
  ffmpeg: string,
  source: string,
  target: string,
  options: { signal: AbortSignal },
): Promise<void> {
  const fit = `scale=w='if(gt(iw,ih),min(${longSide},iw),-2)':h='if(gt(iw,ih),-2,min(${longSide},ih))',setsar=1`
  const input = ['-threads', '1', '-protocol_whitelist', 'file', '-i', source]
  const output = ['-frames:v', '1', '-vf', fit, '-pix_fmt', 'yuvj420p', '-q:v', '4', '-threads', '1', '-f', 'mjpeg']
  await runTool(ffmpeg, ['-v', 'error', '-nostdin', '-y', ...input, ...output, target], options)
}
