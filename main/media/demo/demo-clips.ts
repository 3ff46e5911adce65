import { availableParallelism } from 'node:os'
import { join } from 'node:path'
import pLimit from 'p-limit'
import { generatedInput } from '../inputs.ts'
import { runFfmpeg } from '../run-ffmpeg.ts'
import { type Scene, sceneSource, scenes } from './demo-scenes.ts'

/** The extension and ffmpeg's encoder arguments of each kind of clip. */
const encodings = {
  h264: ['mp4', '-c:v', 'libx264', '-preset', 'veryfast', '-pix_fmt', 'yuv420p', '-movflags', '+faststart'],
  vp9: ['webm', '-c:v', 'libvpx-vp9', '-deadline', 'realtime', '-cpu-used', '8', '-b:v', '1M', '-pix_fmt', 'yuv420p'],
  vp8: ['webm', '-c:v', 'libvpx', '-deadline', 'realtime', '-cpu-used', '8', '-b:v', '1M', '-pix_fmt', 'yuv420p'],
  hevc: 'mp4 -c:v libx265 -preset ultrafast -x265-params log-level=none -tag:v hvc1 -pix_fmt yuv420p'.split(' '),
  prores: ['mov', '-c:v', 'prores_ks', '-profile:v', '0', '-pix_fmt', 'yuv422p10le'],
  mpeg4: ['avi', '-c:v', 'mpeg4', '-q:v', '4', '-pix_fmt', 'yuv420p'],
  h264Mkv: ['mkv', '-c:v', 'libx264', '-preset', 'veryfast', '-pix_fmt', 'yuv420p'],
} as const

const shapes = '1280x720 720x1280 1920x1080 1024x1024 854x480 1280x720 1080x1920 1280x544'.split(' ')
const frameRates = ['24', '25', '30000/1001', '24000/1001', '60', '30'] as const
const order = 'h264 h264 vp9 h264 hevc h264 prores h264 vp8 h264 mpeg4 h264Mkv'.split(' ') as (keyof typeof encodings)[]

const takesPerScene = 4

/**
 * Encodes forty clips into `folder`, four takes of each scene, with several codecs, sizes, durations and frame rates,
 * some with sound. The same ffmpeg makes the same bytes each time. Calls `onClip` after each clip.
 * @throws RushesError TOOL_FAILED if an encoder is missing.
 */
export async function makeDemoClips(
  ffmpeg: string,
  folder: string,
  onClip: (done: number, total: number) => void,
): Promise<void> {
  const limit = pLimit(availableParallelism())
  const clips = scenes.flatMap((scene) => Array.from({ length: takesPerScene }, (_, take) => ({ scene, take })))
  let done = 0
  await Promise.all(
    clips.map(({ scene, take }, index) =>
      limit(async () => {
        await makeClip(ffmpeg, folder, scene, take, index)
        onClip(++done, clips.length)
      }),
    ),
  )
}

async function makeClip(ffmpeg: string, folder: string, scene: Scene, take: number, index: number): Promise<void> {
  const [extension, ...encoder] = encodings[order[(index * 5) % order.length] ?? 'h264']
  const [width = 1280, height = 720] = (shapes[(index * 3) % shapes.length] ?? '').split('x').map(Number)
  const frameRate = frameRates[index % frameRates.length] ?? frameRates[0]
  const durationSeconds = 2 + ((index * 7) % 5)
  const picture = sceneSource(scene, { width, height, frameRate, durationSeconds, take })
  const pitch = 180 + index * 20
  const sound =
    index % 3 === 0
      ? [...generatedInput(`sine=frequency=${pitch}:duration=${durationSeconds}`), '-af', 'volume=0.2']
      : []
  const target = join(folder, `${scene.name}, take ${take + 1}.${extension}`)
  const exact = ['-map_metadata', '-1', '-fflags', '+bitexact', '-flags', '+bitexact', '-threads', '1']
  const args = [...generatedInput(picture), ...sound, ...encoder, ...exact, target]
  await runFfmpeg(ffmpeg, args, { reads: [], writes: target, work: 'decode' })
}
