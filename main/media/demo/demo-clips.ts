import { availableParallelism } from 'node:os'
import { join } from 'node:path'
import pLimit from 'p-limit'
import { generatedInput, videoInput } from '../inputs.ts'
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

/** The files of the demo: takes, pictures of every other scene, and a smaller copy of a take. */
export const demoFileCount = scenes.length * takesPerScene + Math.ceil(scenes.length / 2) + 1

interface DemoFiles {
  ffmpeg: string
  folder: string
  /** Returns the texts that a take of a scene carries; takes count from 0. */
  tagsOf(scene: string, take: number): Record<string, string>
  onFile(): void
  signal: AbortSignal
}

/**
 * Encodes thirty clips into `folder`, three takes of each scene, with several codecs, sizes, durations and frame rates,
 * some with sound; a smaller copy of the first; and pictures of five scenes. The same ffmpeg makes the same bytes each
 * time. Calls `onFile` after each file.
 * @throws RushesError TOOL_FAILED if an encoder is missing; CANCELLED by `signal`.
 */
export async function makeDemoFiles({ ffmpeg, folder, tagsOf, onFile, signal }: DemoFiles): Promise<void> {
  const limit = pLimit(availableParallelism())
  const make = async (name: string, args: readonly string[], reads: readonly string[] = []) => {
    const target = join(folder, name)
    await runFfmpeg(ffmpeg, [...args, target], { reads, writes: target, work: 'decode', signal })
    onFile()
  }
  const clips = scenes.flatMap((scene) => Array.from({ length: takesPerScene }, (_, take) => ({ scene, take })))
  const files = [
    ...clips.map(({ scene, take }, index) => clipArguments(scene, take, index, tagsOf(scene.name, take))),
    ...scenes.filter((_, index) => index % 2 === 0).map(pictureArguments),
  ]
  await Promise.all(files.map(([name, args]) => limit(make, name, args)))
  const original = join(folder, files[0]?.[0] ?? '')
  const smaller = [...videoInput(original), '-vf', 'scale=426:-2', ...encodings.h264.slice(1), '-an', ...exact]
  await make('Ferry, small copy for the web.mp4', smaller, [original])
}

const exact = ['-map_metadata', '-1', '-fflags', '+bitexact', '-flags', '+bitexact', '-threads', '1']

type NamedArguments = [name: string, args: string[]]

function clipArguments(scene: Scene, take: number, index: number, tags: Record<string, string>): NamedArguments {
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
  return [`${scene.name}, take ${take + 1}.${extension}`, args]
}

function pictureArguments(scene: Scene): NamedArguments {
  const picture = sceneSource(scene, { width: 640, height: 360, frameRate: '24', durationSeconds: 1, take: 0 })
  return [`${scene.name}, first frame.png`, [...generatedInput(picture), '-frames:v', '1', ...exact]]
}
