import { runFfmpeg } from './run-ffmpeg.ts'

/**
 * Writes a copy of the video at `source` that every Chromium with H.264 plays to `target`: H.264 High 4:2:0 8 bit and AAC
 * in an MP4 that starts at once, at most 1920 pixels wide or high, with a keyframe every half second for quick seeking.
 * `onProgress` gets the seconds of video that are done.
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
  const video = [
    '-map',
    '0:V:0',
    '-vf',
    fit,
    '-c:v',
    'libx264',
    '-preset',
    'veryfast',
    '-crf',
    '20',
    '-pix_fmt',
    'yuv420p',
  ]
  const keyframes = ['-force_key_frames', 'expr:gte(t,n_forced*0.5)']
  const audio = ['-map', '0:a:0?', '-c:a', 'aac', '-b:a', '160k', '-ac', '2']
  const input = ['-protocol_whitelist', 'file', '-i', source]
  const output = [...video, ...keyframes, ...audio, '-map_metadata', '0', '-movflags', '+faststart', '-f', 'mp4']
  await runFfmpeg(ffmpeg, [...input, ...output, target], options)
}
