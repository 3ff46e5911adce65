import { execFile } from 'node:child_process'
import { mkdirSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { grabArguments } from '../main/media/grab-frame.ts'
import { posterGrab } from '../main/media/poster.ts'
import { createPreviews, type PreviewKind, type PreviewSource } from '../main/media/previews.ts'
import { decodeArguments, joinArguments, storyboardLayout } from '../main/media/storyboard.ts'
import { findFfmpeg } from '../main/media/tools.ts'
import { createFolders, layoutOf } from '../main/storage/layout.ts'
import { compare } from './measure.ts'

const run = promisify(execFile)
const signal = new AbortController().signal

/** Posters and storyboards, against a bare loop of two processes of ffmpeg with the same arguments. */
export async function benchPreviews(folder: string): Promise<void> {
  const ffmpeg = (await findFfmpeg()).path
  const target = join(folder, 'previews')
  mkdirSync(target)
  const short = await makeClip(ffmpeg, join(target, 'short.mp4'), 5)
  const long = await makeClip(ffmpeg, join(target, 'long.mp4'), 600)

  await compare({
    name: 'Posters',
    against: 'a loop of two ffmpeg -threads 1',
    work: '80 videos of 5 s, 1280×720',
    mark: 1 / 0.9,
    ours: () => makeAll(target, ffmpeg, 'poster', short, 80),
    theirs: () =>
      loop(target, 80, (index) => [
        [ffmpeg, ...grabArguments(short.file_path, join(target, `${index}.jpg`), posterGrab(0.5, signal))],
      ]),
  })
  const layout = storyboardLayout(short)
  await compare({
    name: 'Storyboards',
    against: 'a loop of two ffmpeg -threads 1',
    work: '20 videos of 5 s, 1280×720',
    ours: () => makeAll(target, ffmpeg, 'storyboard', short, 20),
    theirs: () =>
      loop(target, 20, (index) => {
        const [tiles, sheet] = [join(target, `${index}.tiles`), join(target, `${index}.jpg`)]
        return [
          [ffmpeg, ...decodeArguments(short.file_path, tiles, layout, 5 / layout.count)],
          [ffmpeg, ...joinArguments(tiles, sheet, layout, layout.count)],
        ]
      }),
  })
  // Why long videos are sought, tile for tile.
  const filters = `fps=25/600,scale=240:136,tile=5x5`
  const keyframes = ['-v', 'error', '-nostdin', '-y', '-threads', '1', '-skip_frame', 'nokey', '-i', long.file_path]
  await compare({
    name: 'Storyboard of a long video',
    against: 'ffmpeg over all of its keyframes',
    work: 'one of 10 min, a keyframe every 2 s',
    ours: () => makeAll(target, ffmpeg, 'storyboard', long, 1),
    theirs: async () => {
      await run(ffmpeg, [...keyframes, '-vf', filters, '-frames:v', '1', join(target, 'all.jpg')])
    },
  })
}

async function makeClip(ffmpeg: string, path: string, seconds: number): Promise<PreviewSource> {
  const picture = ['-f', 'lavfi', '-i', 'testsrc2=s=1280x720:r=25:d=5', '-c:v', 'libx264', '-preset', 'veryfast']
  const once = `${path}.once.mp4`
  await run(ffmpeg, ['-v', 'error', ...picture, '-pix_fmt', 'yuv420p', '-g', '50', once])
  await run(ffmpeg, ['-v', 'error', '-stream_loop', String(seconds / 5 - 1), '-i', once, '-c', 'copy', path])
  const shape = { width: 1280, height: 720, aspect_ratio: '16:9' }
  return { file_hash: '', file_path: path, duration_seconds: seconds, frame_count: seconds * 25, ...shape }
}

/** The same video under as many contents, in a cache that is empty. */
async function makeAll(folder: string, ffmpeg: string, kind: PreviewKind, video: PreviewSource, count: number) {
  const library = join(folder, 'library')
  const layout = layoutOf(library)
  createFolders(layout)
  const previews = createPreviews(layout, async () => ffmpeg)
  const contents = Array.from({ length: count }, (_, index) => String(index).padStart(64, '0'))
  await Promise.all(contents.map((file_hash) => previews.ensure(kind, { ...video, file_hash })))
  await previews.close()
  rmSync(library, { recursive: true })
}

async function loop(folder: string, count: number, commandsOf: (index: number) => string[][]): Promise<void> {
  for (let index = 0; index < count; index++) {
    const lines = commandsOf(index).map((words) => words.map((word) => `'${word.replaceAll("'", `'\\''`)}'`).join(' '))
    writeFileSync(join(folder, `job-${index}.sh`), `${lines.join(' && ')}\n`)
  }
  await run('sh', ['-c', 'ls job-*.sh | xargs -P2 -n1 sh; rm job-*.sh'], { cwd: folder, maxBuffer: 2 ** 26 })
}
