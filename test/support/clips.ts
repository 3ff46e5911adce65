import { execFile } from 'node:child_process'
import { createHash, randomUUID } from 'node:crypto'
import { copyFileSync, existsSync, mkdirSync, renameSync } from 'node:fs'
import { mkdir, readFile, writeFile } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { tmpdir } from 'node:os'
import { dirname, extname, join } from 'node:path'
import { promisify } from 'node:util'

const run = promisify(execFile)
const ffmpeg: string = createRequire(import.meta.url)('@ffmpeg-installer/ffmpeg').path

const h264 = ['-c:v', 'libx264', '-preset', 'ultrafast', '-pix_fmt', 'yuv420p']
const picture = (size: string, rate = '25', seconds = 1) => [
  ...['-f', 'lavfi', '-i', `testsrc2=size=${size}:rate=${rate}:duration=${seconds}`],
]
const tone = (seconds = 1) => ['-f', 'lavfi', '-i', `sine=frequency=440:duration=${seconds}`]

/** Pictures of ffmpeg one after the other, at 25 frames a second. */
function joined(...sources: string[]): string[] {
  const graph = sources.map((source, index) => `${source}:s=320x180:r=25[p${index}]`)
  const labels = sources.map((_, index) => `[p${index}]`).join('')
  return ['-f', 'lavfi', '-i', `${graph.join(';')};${labels}concat=n=${sources.length}`]
}

/** Real, small videos: what ffmpeg is asked for each. Most last one second. */
const recipes = {
  'landscape.mp4': [...picture('320x180'), ...h264],
  'portrait.mp4': [...picture('180x320', '24'), ...h264],
  'square.mp4': [...picture('200x200', '12'), ...h264],
  'sound.mp4': [...picture('320x180'), ...tone(), ...h264, '-c:a', 'aac'],
  'ntsc.mp4': [...picture('320x240', '30000/1001'), ...h264],
  'wide-pixels.mp4': [...picture('240x180'), '-vf', 'setsar=4/3', ...h264],
  'vp9.webm': [
    ...picture('320x180'),
    ...tone(),
    '-c:v',
    'libvpx-vp9',
    '-deadline',
    'realtime',
    '-cpu-used',
    '8',
    '-c:a',
    'libopus',
  ],
  'prores.mov': [...picture('320x180'), '-c:v', 'prores_ks', '-profile:v', '0', '-pix_fmt', 'yuv422p10le'],
  'hevc.mp4': [
    ...picture('320x180'),
    '-c:v',
    'libx265',
    '-preset',
    'ultrafast',
    '-x265-params',
    'log-level=none',
    '-tag:v',
    'hvc1',
  ],
  'animation.gif': [...picture('64x36', '5')],
  'animation.webp': [...picture('64x36', '5'), '-c:v', 'libwebp_anim'],
  'animation.png': [...picture('64x36', '5'), '-f', 'apng'],
  'mpeg4.avi': [...picture('320x180'), '-c:v', 'mpeg4'],
  'broadcast.ts': [...picture('320x180'), ...tone(), ...h264, '-c:a', 'aac'],
  /** Long enough to play, seek and loop in. */
  'ten-seconds.mp4': [
    ...picture('640x360', '24', 10),
    ...tone(10),
    ...h264,
    '-g',
    '24',
    '-c:a',
    'aac',
    '-movflags',
    '+faststart',
  ],
  'ten-seconds.webm': [
    ...picture('320x180', '24', 10),
    '-c:v',
    'libvpx',
    '-deadline',
    'realtime',
    '-cpu-used',
    '8',
    '-g',
    '24',
  ],
  /**
   * Red to 2 s, a moving picture to 3.52 s, blue to 5 s, black to 6 s, a moving picture to 8 s; a tone to 3 s, then
   * none. A frame lasts 0.04 s.
   */
  'marked.mp4': [
    ...joined('color=red:d=2', 'testsrc2=d=1.52', 'color=blue:d=1.48', 'color=black:d=1', 'testsrc2=d=2'),
    ...['-f', 'lavfi', '-i', "aevalsrc='if(lt(t,3),0.5*sin(2*PI*440*t),0)':d=8:s=48000"],
    ...h264,
    '-c:a',
    'aac',
  ],
  /** Grey to 1 s, a white frame of 0.04 s, then grey to 2.04 s, without sound. */
  'flash.mp4': [...joined('color=gray:d=1', 'color=white:d=0.04', 'color=gray:d=1'), ...h264],
  /** The pictures of `marked.mp4`, for a browser that plays no H.264. */
  'marked.webm': [
    ...joined('color=red:d=2', 'testsrc2=d=1.52', 'color=blue:d=1.48', 'color=black:d=1', 'testsrc2=d=2'),
    ...['-c:v', 'libvpx', '-deadline', 'realtime', '-cpu-used', '8', '-g', '25'],
  ],
  /** Frames ever further apart, from red to blue at the sixtieth; the sound begins 0.5 s before the picture. */
  'uneven.mp4': [
    ...joined('color=red:d=2.4', 'color=blue:d=2.4'),
    ...tone(6),
    ...['-vf', 'setpts=(0.5+N*0.03+N*N*0.0002)/TB', '-vsync', 'vfr', ...h264, '-video_track_timescale', '90000'],
    '-c:a',
    'aac',
  ],
  /** Quiet, then loud, then quiet: five seconds each. */
  'loud.mp4': [
    ...picture('160x90', '5', 15),
    ...['-f', 'lavfi', '-i', "aevalsrc='if(between(t,5,10),0.8,0.04)*sin(2*PI*1000*t)':d=15:s=48000"],
    ...h264,
    '-c:a',
    'aac',
  ],
  /** Pictures that look like none of the others. */
  'fractal.mp4': ['-f', 'lavfi', '-i', 'mandelbrot=s=320x180:r=25', '-t', '1', ...h264],
  'fractal.webm': ['-f', 'lavfi', '-i', 'mandelbrot=s=320x180:r=24', '-t', '10', '-c:v', 'libvpx', '-cpu-used', '8'],
  'long.mp4': [...picture('160x90', '2', 200), ...h264],
  'black.mp4': ['-f', 'lavfi', '-i', 'color=black:s=320x180:r=25:d=1', ...h264],
  /** Black for two seconds, then a moving picture for four. */
  'black-start.mp4': [...joined('color=black:d=2', 'testsrc2=d=4'), ...h264],
  /** Comes out of black for two of its four seconds. */
  'fade-in.mp4': [...picture('320x180', '25', 4), '-vf', 'fade=in:d=2', ...h264],
  /** Its brightness is how far it is: 0 at the start, all at the end. One keyframe in its 40 s. */
  'slow-dawn.mp4': [
    ...['-f', 'lavfi', '-i', 'color=white:s=160x90:r=5:d=40', '-vf', 'fade=in:d=40', ...h264],
    ...['-g', '1000', '-sc_threshold', '0'],
  ],
  /** The same with a keyframe a second. */
  'slow-dawn-keyframes.mp4': [
    ...['-f', 'lavfi', '-i', 'color=white:s=160x90:r=5:d=40', '-vf', 'fade=in:d=40', ...h264],
    ...['-g', '5'],
  ],
  /** The picture ends after two of six seconds. */
  'sound-lasts.mp4': [...picture('320x180', '25', 2), ...tone(6), ...h264, '-c:a', 'aac'],
  'only-sound.m4a': [...tone(), '-c:a', 'aac'],
  'still.png': [...picture('320x180'), '-frames:v', '1'],
} as const satisfies Record<string, readonly string[]>

/** `slow.mov` is slow to turn into a proxy: twenty times this second. */
const slowSecond = [...picture('1280x720'), '-c:v', 'prores_ks', '-profile:v', '0', '-pix_fmt', 'yuv422p10le']

export type ClipName = keyof typeof recipes | 'rotated.mp4' | 'slow.mov'

export const clipNames = [...Object.keys(recipes), 'rotated.mp4', 'slow.mov'] as readonly ClipName[]

const folder = join(tmpdir(), 'rushes-test-clips-2')

/** The path of a clip, made at the first call on this computer and kept. Never write to it: copy it. */
export async function clip(name: ClipName): Promise<string> {
  if (name === 'rotated.mp4') {
    const source = await clip('landscape.mp4')
    return await once(name, ['-i', source, '-c', 'copy', '-metadata:s:v', 'rotate=90'])
  }
  if (name === 'slow.mov') {
    const source = await once('slow, one second.mov', slowSecond)
    return await once(name, ['-stream_loop', '19', '-i', source, '-c', 'copy'])
  }
  return await once(name, recipes[name])
}

/** The path of what ffmpeg makes of `args`, made where nobody did before. */
async function once(name: string, args: readonly string[]): Promise<string> {
  const path = join(folder, name)
  if (existsSync(path)) return path
  mkdirSync(folder, { recursive: true })
  const temporary = join(folder, `${randomUUID()}-${name}`)
  await run(ffmpeg, ['-v', 'error', ...args, temporary])
  renameSync(temporary, path)
  return path
}

/** A clip encoded again, smaller and worse, at `target`; what it is encoded with goes by its ending. */
export async function reencode(name: ClipName, target: string, ...options: string[]): Promise<string> {
  const quality = target.endsWith('.webm')
    ? ['-c:v', 'libvpx', '-b:v', '200k', '-cpu-used', '8']
    : [...h264, '-crf', '34']
  const args = ['-vf', 'scale=iw/2:-2', ...quality, ...options]
  const asked = createHash('sha256').update(JSON.stringify(args)).digest('hex').slice(0, 16)
  const source = await clip(name)
  const made = await once(`${name} ${asked}${extname(target)}`, ['-i', source, ...args])
  mkdirSync(dirname(target), { recursive: true })
  copyFileSync(made, target)
  return target
}

/**
 * Makes `count` tiny videos of different content in `target` (`take-0001.mp4`…) quickly: one real video with a
 * different trailing box each, which players and ffprobe pass over. `first` is the number in the first box.
 */
export async function manyClips(target: string, count: number, first = 1): Promise<string[]> {
  const bytes = await readFile(await clip('square.mp4'))
  await mkdir(target, { recursive: true })
  const paths: string[] = []
  for (let index = 1; index <= count; index++) {
    const box = Buffer.alloc(16)
    box.writeUInt32BE(16, 0)
    box.write('free', 4, 'latin1')
    box.writeUInt32BE(first + index - 1, 8)
    const path = join(target, `take-${String(index).padStart(4, '0')}.mp4`)
    await writeFile(path, Buffer.concat([bytes, box]))
    paths.push(path)
  }
  return paths
}
