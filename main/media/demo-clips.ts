import { availableParallelism } from 'node:os'
import { join } from 'node:path'
import pLimit from 'p-limit'
import { type Scene, sceneSource, scenes } from './demo-scenes.ts'
import { runTool } from './run-tool.ts'

/** How a demo clip is encoded; the ending of the file and arguments for ffmpeg. */
const encodings = {
  h264: ['mp4', '-c:v', 'libx264', '-preset', 'veryfast', '-pix_fmt', 'yuv420p', '-movflags', '+faststart'],
  vp9: ['webm', '-c:v', 'libvpx-vp9', '-deadline', 'realtime', '-cpu-used', '8', '-b:v', '1M', '-pix_fmt', 'yuv420p'],
  vp8: ['webm', '-c:v', 'libvpx', '-deadline', 'realtime', '-cpu-used', '8', '-b:v', '1M', '-pix_fmt', 'yuv420p'],
  hevc: [
    'mp4',
    '-c:v',
    'libx265',
    '-preset',
    'ultrafast',
    '-x265-params',
    'log-level=none',
    '-tag:v',
    'hvc1',
    '-pix_fmt',
    'yuv420p',
  ],
  prores: ['mov', '-c:v', 'prores_ks', '-profile:v', '0', '-pix_fmt', 'yuv422p10le'],
  mpeg4: ['avi', '-c:v', 'mpeg4', '-q:v', '4', '-pix_fmt', 'yuv420p'],
  h264Mkv: ['mkv', '-c:v', 'libx264', '-preset', 'veryfast', '-pix_fmt', 'yuv420p'],
} as const

const shapes = [
  '1280x720',
  '720x1280',
  '1920x1080',
  '1024x1024',
  '854x480',
  '1280x720',
  '1080x1920',
  '1280x544',
] as const
const frameRates = ['24', '25', '30000/1001', '24000/1001', '60', '30'] as const
const order = [
  'h264',
  'h264',
  'vp9',
  'h264',
  'hevc',
  'h264',
  'prores',
  'h264',
  'vp8',
  'h264',
  'mpeg4',
  'h264Mkv',
] as const

const takes = 4

/**
 * Makes about forty clips in `folder`, four takes of each scene, of several codecs, shapes, lengths and frame rates, some
 * with sound. The same ffmpeg makes the same bytes each time. `onClip` hears of each one that is ready.
 * @throws RushesError TOOL_FAILED when an encoder is missing.
 */
export async function makeDemoClips(
  ffmpeg: string,
  folder: string,
  onClip: (done: number, total: number) => void,
): Promise<void> {
  const inTurn = pLimit(availableParallelism())
  const clips = scenes.flatMap((scene) => Array.from({ length: takes }, (_, take) => ({ scene, take })))
  let done = 0
  await Promise.all(
    clips.map(({ scene, take }, index) =>
      inTurn(async () => {
        await makeClip(ffmpeg, folder, scene, take, index)
        onClip(++done, clips.length)
      }),
    ),
  )
}

async function makeClip(ffmpeg: string, folder: string, scene: Scene, take: number, index: number): Promise<void> {
  const [extension, ...encoder] = encodings[order[(index * 5) % order.length] ?? 'h264']
  const [width = 1280, height = 720] = (shapes[(index * 3) % shapes.length] ?? shapes[0]).split('x').map(Number)
  const frameRate = frameRates[index % frameRates.length] ?? frameRates[0]
  const durationSeconds = 2 + ((index * 7) % 5)
  const picture = sceneSource(scene, { width, height, frameRate, durationSeconds, take })
  const pitch = 180 + index * 20
  const sound =
    index % 3 === 0
      ? ['-f', 'lavfi', '-i', `sine=frequency=${pitch}:duration=${durationSeconds}`, '-af', 'volume=0.2']
      : []
  const target = join(folder, `${scene.name}, take ${take + 1}.${extension}`)
  const exact = ['-map_metadata', '-1', '-fflags', '+bitexact', '-flags', '+bitexact', '-threads', '1']
  await runTool(ffmpeg, [
    '-v',
    'error',
    '-nostdin',
    '-y',
    '-f',
    'lavfi',
    '-i',
    picture,
    ...sound,
    ...encoder,
    ...exact,
    target,
  ])
}
