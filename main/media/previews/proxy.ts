import { videoInput } from '../inputs.ts'
import { runFfmpeg } from '../run-ffmpeg.ts'

/**
 * Writes a copy of the video at `source` to `target` that every Chromium with H.264 plays: H.264 High 4:2:0 8 bit and
 * AAC in an MP4 with its index first, at most 1920 pixels wide or high, with a keyframe every half second for quick
 * seeking. `onProgress` gets the seconds of video done.
 * @throws RushesError TOOL_FAILED, CANCELLED by `signal`; part of a file may then be left at `target`.
 */
export async function makeProxy(
  ffmpeg: string,
  source: string,
  target: string,
  options: { signal: AbortSignal; onProgress: (doneSeconds: number) => void },
): Promise<void> {
  const fit =
    "scale=w='trunc(min(1,1920/max(iw*sar,ih))*iw*sar/2)*2':h='trunc(min(1,1920/max(iw*sar,ih))*ih/2)*2',setsar=1"
  const encoder = ['-c:v', 'libx264', '-preset', 'veryfast', '-crf', '20', '-pix_fmt', 'yuv420p']
  const keyframes = ['-force_key_frames', 'expr:gte(t,n_forced*0.5)']
  const audio = ['-map', '0:a:0?', '-c:a', 'aac', '-b:a', '160k', '-ac', '2']
  const output = [
    '-map',
    '0:V:0',
    '-vf',
    fit,
    ...encoder,
    ...keyframes,
    ...audio,
    '-map_metadata',
    '0',
    '-movflags',
    '+faststart',
    '-f',
    'mp4',
  ]
  await runFfmpeg(ffmpeg, [...videoInput(source), ...output, target], {
    ...options,
    reads: [source],
    writes: target,
    work: 'decode',
  })
}
