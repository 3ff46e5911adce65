import { execFile } from 'node:child_process'
import { mkdirSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { promisify } from 'node:util'
import pLimit from 'p-limit'
import { createDecoder, type Decoder } from '../main/media/decoder/decoder.ts'
import { videoInput } from '../main/media/inputs.ts'
import { decodeGreyFrames } from '../main/media/previews/grey-frames.ts'
import { createPreviews, type PreviewKind, type PreviewSource } from '../main/media/previews/previews.ts'
import { type StoryboardLayout, storyboardLayout } from '../main/media/previews/storyboard.ts'
import { quiet } from '../main/media/run-ffmpeg.ts'
import { findFfmpeg } from '../main/media/tools.ts'
import { createFolders, layoutOf } from '../main/storage/layout.ts'
import { frameTimes } from '../shared/duplicates/perceptual-hash.ts'
import { compare } from './measure.ts'

const run = promisify(execFile)
const posterFit = `scale=w='if(gt(iw*sar,ih),min(640,iw*sar),-2)':h='if(gt(iw*sar,ih),-2,min(640,ih))',setsar=1`

/** Posters, storyboards and grey frames, against a bare loop of two processes of ffmpeg that do the same. */
export async function benchPreviews(folder: string): Promise<void> {
  const { path: ffmpeg, version } = await findFfmpeg()
  const decoder = createDecoder()
  console.log(`Decoder ${await decoder.decode('version', {})}, ffmpeg ${version}\n`)
  const target = join(folder, 'previews')
  mkdirSync(target)
  const short = await makeClip(ffmpeg, join(target, 'short.mp4'), 5)
  const long = await makeClip(ffmpeg, join(target, 'long.mp4'), 600)
  const against = 'a loop of two ffmpeg -threads 1'
  const layout = storyboardLayout(short)

  await compare({
    name: 'Posters',
    against,
    work: '80 videos of 5 s, 1280×720',
    mark: 1 / 3,
    ours: () => makeAll(target, decoder, 'poster', short, 80),
    theirs: () =>
      loop(target, 80, (index) => [[ffmpeg, ...posterArguments(short.file_path, join(target, `${index}.jpg`))]]),
  })
  await compare({
    name: 'Storyboards',
    against,
    work: '20 videos of 5 s, 1280×720',
    mark: 1 / 1.5,
    ours: () => makeAll(target, decoder, 'storyboard', short, 20),
    theirs: () =>
      loop(target, 20, (index) => [[ffmpeg, ...sheetArguments(short.file_path, join(target, `${index}.jpg`), layout)]]),
  })
  await compare({
    name: 'Grey frames of perceptual hashes',
    against,
    work: '20 videos of 5 s, 1280×720',
    mark: 1 / 1.5,
    ours: () => decodeAll(decoder, short.file_path, 20),
    theirs: () =>
      loop(target, 20, (index) => [[ffmpeg, ...greyArguments(short.file_path, join(target, `${index}.grey`))]]),
  })
  // Why long videos are sought, tile for tile.
  const keyframes = [...quiet, '-threads', '1', '-skip_frame', 'nokey', '-i', long.file_path]
  await compare({
    name: 'Storyboard of a long video',
    against: 'ffmpeg over all of its keyframes',
    work: 'one of 10 min, a keyframe every 2 s',
    ours: () => makeAll(target, decoder, 'storyboard', long, 1),
    theirs: async () => {
      const filters = 'fps=25/600,scale=240:136,tile=5x5'
      await run(ffmpeg, [...keyframes, '-vf', filters, '-frames:v', '1', join(target, 'all.jpg')])
    },
  })
  await decoder.close()
}

function posterArguments(source: string, target: string): string[] {
  const filters = `${posterFit},format=yuvj420p,signalstats,metadata=mode=print:file=-,setpts=PTS-STARTPTS`
  const input = [...quiet, '-threads', '1', '-ss', '0.500', ...videoInput(source)]
  const output = ['-map', '0:V:0', '-frames:v', '1', '-q:v', '4', '-threads', '1', '-f', 'mjpeg', target]
  return [...input, '-vf', filters, ...output]
}

function sheetArguments(source: string, target: string, layout: StoryboardLayout): string[] {
  const { count, columns, rows, tile_width, tile_height } = layout
  const chosen = `fps=${count / 5},scale=${tile_width}:${tile_height},setsar=1,format=yuvj420p`
  const input = [...quiet, '-threads', '1', ...videoInput(source)]
  const output = ['-map', '0:V:0', '-frames:v', '1', '-q:v', '5', '-threads', '1', '-f', 'mjpeg', target]
  return [...input, '-vf', `${chosen},tile=${columns}x${rows}`, ...output]
}

function greyArguments(source: string, target: string): string[] {
  const [first = 0, second = 0] = frameTimes(5)
  const times = `fps=fps=${(1 / (second - first)).toFixed(6)}:start_time=${first.toFixed(6)}:round=up`
  const input = [...quiet, '-threads', '1', ...videoInput(source)]
  const output = ['-map', '0:V:0', '-frames:v', '25', '-threads', '1', '-f', 'rawvideo', target]
  return [...input, '-vf', `${times},scale=64:64:flags=area,format=gray`, ...output]
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
async function makeAll(folder: string, decoder: Decoder, kind: PreviewKind, video: PreviewSource, count: number) {
  const library = join(folder, 'library')
  const layout = layoutOf(library)
  createFolders(layout)
  const previews = createPreviews({
    layout,
    target: layout,
    requirePresent: () => undefined,
    decoder,
    ffprobe: async () => 'ffprobe',
    fetchStored: async () => false,
    withSource: (source, _, work) => work(source.file_path),
  })
  const contents = Array.from({ length: count }, (_, index) => String(index).padStart(64, '0'))
  await Promise.all(contents.map((file_hash) => previews.ensure(kind, { ...video, file_hash })))
  await previews.close()
  rmSync(library, { recursive: true })
}

async function decodeAll(decoder: Decoder, path: string, count: number): Promise<void> {
  const two = pLimit(2)
  const videos = Array.from({ length: count }, () => two(() => decodeGreyFrames(decoder, path, { durationSeconds: 5 })))
  await Promise.all(videos)
}

async function loop(folder: string, count: number, commandsOf: (index: number) => string[][]): Promise<void> {
  for (let index = 0; index < count; index++) {
    const lines = commandsOf(index).map((words) => words.map((word) => `'${word.replaceAll("'", `'\\''`)}'`).join(' '))
    writeFileSync(join(folder, `job-${index}.sh`), `${lines.join(' && ')}\n`)
  }
  await run('sh', ['-c', 'ls job-*.sh | xargs -P2 -n1 sh; rm job-*.sh'], { cwd: folder, maxBuffer: 2 ** 26 })
}
