import { execFile } from 'node:child_process'
import { createHash } from 'node:crypto'
import { existsSync } from 'node:fs'
import { mkdir, rename } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { promisify } from 'node:util'
import ffmpeg from '@ffmpeg-installer/ffmpeg'

const run = promisify(execFile)
const cache = join(tmpdir(), 'rushes-test-takes')

/** A video that ffmpeg makes: what it looks like, how it is coded, how it is called. */
interface Recipe {
  name: string
  size?: string
  seconds?: number
  rate?: string
  /** What is in the picture, as a source of libavfilter without its settings. */
  picture?: string
  coding?: string
}

const vp8 = '-c:v libvpx -deadline realtime -cpu-used 8 -b:v 500k -g 25 -pix_fmt yuv420p -c:a libvorbis'

/** Makes a video, or finds the one that an earlier run made, and resolves to its path. */
export async function film({
  name,
  size = '320x180',
  seconds = 1,
  rate = '25',
  picture = 'testsrc2',
  coding = vp8,
}: Recipe): Promise<string> {
  const source = `${picture}${picture.includes('=') ? ':' : '='}size=${size}:rate=${rate}:duration=${seconds}`
  const sound = `sine=frequency=330:duration=${seconds}`
  const args = ['-f', 'lavfi', '-i', source, '-f', 'lavfi', '-i', sound, ...coding.split(' ')]
  const path = join(cache, createHash('sha256').update(args.join(' ')).digest('hex').slice(0, 16), name)
  if (existsSync(path)) return path
  await mkdir(dirname(path), { recursive: true })
  // Another run may make the same one at the same time; the last to finish wins, and neither is ever seen half.
  const half = join(dirname(path), `.${process.pid}-${name}`)
  await run(ffmpeg.path, ['-v', 'error', '-y', ...args, half])
  await rename(half, path)
  return path
}

/** Six seconds with a running counter in the picture, 25 frames a second, with sound: plays in every browser. */
export const counter = () => film({ name: 'Counter.webm', seconds: 6 })

/** As phones hold it. */
export const portrait = () => film({ name: 'Portrait.webm', size: '180x320', picture: 'smptebars' })

/** Wide, and of another colour, so that each poster can be told from the others. */
export const wide = () => film({ name: 'Wide.webm', size: '480x200', picture: 'rgbtestsrc' })

/** What cameras and editors hand over, and no browser plays. */
export const prores = () =>
  film({ name: 'Scan.mov', seconds: 2, coding: '-c:v prores_ks -profile:v 0 -pix_fmt yuv422p10le -c:a pcm_s16le' })

/** Different takes by the dozen: `Take 01`, `Take 02` and so on. */
export async function manyTakes(count: number): Promise<string[]> {
  const sizes = ['320x180', '180x320', '240x240', '400x170']
  const paths: string[] = []
  for (let number = 1; number <= count; number++) {
    const name = `Take ${String(number).padStart(2, '0')}.webm`
    const picture = `color=c=0x${((number * 2654435761) >>> 8).toString(16).padStart(6, '0').slice(-6)}`
    paths.push(await film({ name, size: sizes[number % sizes.length], rate: '10', picture }))
  }
  return paths
}
