import { join } from 'node:path'
import { generatedInput } from '../inputs.ts'
import { runFfmpeg } from '../run-ffmpeg.ts'
import { type Scene, sceneSource, scenes } from './demo-scenes.ts'

/** The extension and ffmpeg's encoder arguments of each kind of clip. */
const encodings = {
  h264: ['mp4', '-c:v', 'libx264', '-preset', 'ultrafast', '-crf', '25', '-pix_fmt', 'yuv420p'],
  hevc: 'mp4 -c:v libx265 -preset ultrafast -x265-params log-level=none -tag:v hvc1 -pix_fmt yuv420p'.split(' '),
  vp8: ['webm', '-c:v', 'libvpx', '-deadline', 'realtime', '-cpu-used', '8', '-b:v', '1M', '-pix_fmt', 'yuv420p'],
  prores: ['mov', '-c:v', 'prores_ks', '-profile:v', '0', '-pix_fmt', 'yuv422p10le'],
  mpeg4: ['avi', '-c:v', 'mpeg4', '-q:v', '4', '-pix_fmt', 'yuv420p'],
} as const

/** Small pictures and few frames, so that the demo is ready in seconds. */
const shapes = '640x360 360x640 640x360 480x480 640x360 640x272 480x360'.split(' ')
const frameRates = ['24', '25', '24', '30000/1001'] as const
const order = 'h264 h264 h264 vp8 h264 h264 h264 hevc h264 h264 prores h264 h264 h264 mpeg4'.split(
  ' ',
) as (keyof typeof encodings)[]

const takesPerScene = 3

/** A file of the demo. */
export interface DemoFile {
  name: string
  /** ffmpeg's arguments before the target. */
  args: readonly string[]
}

/**
 * Lists thirty clips, three takes of each scene, with several codecs, sizes, durations and frame rates, some with
 * sound; pictures of five scenes; and a small copy of the first clip. `tagsOf` returns the texts that a take of a scene
 * carries; takes count from 0.
 */
export function listDemoFiles(tagsOf: (scene: string, take: number) => Record<string, string>): DemoFile[] {
  const clips = scenes.flatMap((scene) => Array.from({ length: takesPerScene }, (_, take) => ({ scene, take })))
  return [
    ...clips.map(({ scene, take }, index) => clipOf(scene, take, index, tagsOf(scene.name, take))),
    ...scenes.filter((_, index) => index % 2 === 0).map(pictureOf),
    ...scenes.slice(0, 1).map(smallCopyOf),
  ]
}

/**
 * Encodes a file of the demo into `folder` and returns its path. The same ffmpeg makes the same bytes each time.
 * @throws RushesError TOOL_FAILED if an encoder is missing; CANCELLED by `signal`.
 */
export async function encodeDemoFile(
  ffmpeg: string,
  folder: string,
  { name, args }: DemoFile,
  signal: AbortSignal,
): Promise<string> {
  const target = join(folder, name)
  await runFfmpeg(ffmpeg, [...args, target], { reads: [], writes: target, work: 'decode', signal })
  return target
}

const exact = ['-map_metadata', '-1', '-fflags', '+bitexact', '-flags', '+bitexact', '-threads', '1']

function clipOf(scene: Scene, take: number, index: number, tags: Record<string, string>): DemoFile {
  const [extension, ...encoder] = encodings[order[index % order.length] ?? 'h264']
  const [width = 640, height = 360] = (shapes[(index * 3) % shapes.length] ?? '').split('x').map(Number)
  const frameRate = frameRates[index % frameRates.length] ?? '24'
  const durationSeconds = 2 + (index % 2)
  const picture = sceneSource(scene, { width, height, frameRate, durationSeconds, take })
  const tone = `sine=frequency=${180 + index * 20}:duration=${durationSeconds}`
  const sound = index % 3 === 0 ? [...generatedInput(tone), '-af', 'volume=0.2'] : []
  const metadata = Object.entries(tags).flatMap(([key, value]) => ['-metadata', `${key}=${value}`])
  const own = metadata.length > 0 ? [...metadata, '-movflags', 'use_metadata_tags'] : []
  const args = [...generatedInput(picture), ...sound, ...encoder, ...exact, ...own]
  return { name: `${scene.name}, take ${take + 1}.${extension}`, args }
}

function pictureOf(scene: Scene): DemoFile {
  const picture = sceneSource(scene, { width: 640, height: 360, frameRate: '24', durationSeconds: 1, take: 0 })
  const args = [...generatedInput(picture), '-frames:v', '1', ...exact]
  return { name: `${scene.name}, first frame.png`, args }
}

/** A smaller file of the first take of a scene, which is found as a similar one. */
function smallCopyOf(scene: Scene): DemoFile {
  const picture = sceneSource(scene, { width: 640, height: 360, frameRate: '24', durationSeconds: 2, take: 0 })
  // Scaled by averages; otherwise the hash depends on the version of ffmpeg more than the similarity scan tolerates.
  const scaled = ['-vf', 'scale=320:180:flags=area']
  return {
    name: 'Ferry, small copy for the web.mp4',
    args: [...generatedInput(picture), ...scaled, ...encodings.h264.slice(1), ...exact],
  }
}
