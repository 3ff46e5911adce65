import { execFile } from 'node:child_process'
import { writeFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { join } from 'node:path'
import { afterAll, expect, test } from 'vitest'
import { builtinAnalysers } from '../../main/media/analysers/builtin.ts'
import { defaultsOf } from '../../main/media/analysers/config-schema.ts'
import { createDecoder } from '../../main/media/decoder/decoder.ts'
import { startLimited } from '../../main/media/decoder/program.ts'
import { startDecoder } from '../../main/media/decoder/start-decoder.ts'
import { probe } from '../../main/media/ffprobe.ts'
import { makeImagePreview } from '../../main/media/images/image-preview.ts'
import { imageInput, imageToDecode, listInput, videoInput, videoToDecode } from '../../main/media/inputs.ts'
import { decodeGreyFrames } from '../../main/media/previews/grey-frames.ts'
import { makePoster } from '../../main/media/previews/poster.ts'
import { makeProxy } from '../../main/media/previews/proxy.ts'
import { makeStoryboard } from '../../main/media/previews/storyboard.ts'
import { makeWaveform } from '../../main/media/previews/waveform.ts'
import { convert } from '../../main/media/processing/convert.ts'
import { extractAudio } from '../../main/media/processing/extract-audio.ts'
import { extractSegment } from '../../main/media/processing/extract-segment.ts'
import { planStitch, stitch } from '../../main/media/processing/stitch.ts'
import { findFfmpeg, findFfprobe } from '../../main/media/tools.ts'
import { videoFacts } from '../../main/media/video-facts.ts'
import { isCode, listFiles, readSource } from '../architecture/sources.ts'
import { clip } from '../support/clips.ts'
import { hostileFiles, listenOnLoopback, putHostile } from '../support/hostile-media.ts'
import { temporaryFolder } from '../support/library.ts'

/** Those that some ffmpeg follows. */
const followed = hostileFiles.filter(([, name]) =>
  ['holiday.mp4', 'hls.mov', 'list.mkv', 'reference.mov'].includes(name),
)

const bundled: string = createRequire(import.meta.url)('@ffmpeg-installer/ffmpeg').path
const { signal } = new AbortController()
const decoder = createDecoder()
afterAll(() => decoder.close())
const facts = { duration_seconds: 10, frame_count: 250, width: 320, height: 180, aspect_ratio: '16:9' }

/** Everything that opens a video or an image with ffmpeg or the decoder. */
async function everyDecode(ffmpeg: string, path: string, folder: string): Promise<(() => Promise<unknown>)[]> {
  const ffprobe = (await findFfprobe()).path
  const probed = await probe(ffprobe, await clip('sound.mp4'))
  const read = videoFacts(probed, path)
  const task = { ffmpeg, ffprobe, decoder, signal, onProgress: () => undefined }
  const target = (name: string) => join(folder, name)
  const clips = [{ path, probe: probed }]
  return [
    () => makePoster(decoder, path, { durationSeconds: 10, signal }),
    () => makeStoryboard(decoder, path, { video: facts, signal }),
    () => makeStoryboard(decoder, path, { video: { ...facts, duration_seconds: 100 }, signal }),
    () => makeWaveform(decoder, path, { durationSeconds: 10, signal }),
    () => makeImagePreview(decoder, path, { signal, temporary: target('image') }),
    () => makeProxy(ffmpeg, path, target('proxy.mp4'), task),
    () => decodeGreyFrames(decoder, path, { durationSeconds: 10 }),
    () => convert(path, read, target('converted.mkv'), { format: 'mkv' }, task),
    () => extractAudio(path, 'aac', target('sound.m4a'), 'm4a', task),
    () =>
      extractSegment(
        { path, container: 'mov' },
        target('cut.mp4'),
        'mp4',
        { startSeconds: 0, endSeconds: 1, cut: 'copy' },
        task,
      ),
    () => planStitch(clips, task),
    () => stitch(clips, { copies: true, extension: 'mp4' }, target('joined.mp4'), folder, task),
    () => stitch(clips, { copies: false, extension: 'mp4' }, target('joined.mp4'), folder, task),
    ...builtinAnalysers.map(
      (analyser) => () =>
        analyser.analyse({
          ...{ path, ffmpeg, signal, durationSeconds: 10, hasPicture: true, hasSound: true },
          config: defaultsOf(analyser.configSchema),
          onProgress: () => undefined,
        }),
    ),
  ]
}

/** Runs a tool over an input; whether it fails does not matter. */
async function open(tool: string, input: readonly string[]): Promise<void> {
  const output = tool.includes('ffprobe') ? ['-show_streams'] : ['-f', 'null', '-']
  await new Promise<void>((resolve) => {
    execFile(tool, ['-v', 'error', ...input, ...output], () => resolve())
  })
}

test('nothing that opens a file with ffmpeg starts it for one that names others', async () => {
  const listener = await listenOnLoopback()
  const folder = temporaryFolder()
  for (const file of followed) {
    const path = await putHostile(file, folder, `http://127.0.0.1:${listener.port}/take.mp4`)
    for (const decode of await everyDecode(bundled, path, folder)) {
      await expect(decode(), `${decode} of ${file[0]}`).rejects.toThrow()
    }
  }
  expect(listener.heard()).toBe(0)
})

test('ffmpeg and ffprobe follow nothing that a file names, should they be started for it', async () => {
  const listener = await listenOnLoopback()
  const folder = temporaryFolder()
  const tools = new Set([bundled, (await findFfmpeg()).path, (await findFfprobe()).path])
  for (const file of followed) {
    const path = await putHostile(file, folder, `http://127.0.0.1:${listener.port}/take.mp4`)
    const list = join(folder, 'list.txt')
    writeFileSync(list, `ffconcat version 1.0\nfile '${path.replaceAll("'", "'\\''")}'\n`)
    const inputs = [
      videoInput(path),
      imageInput(path, 'png'),
      imageInput(path, 'avif'),
      listInput(path),
      listInput(list),
    ]
    for (const tool of tools) for (const input of inputs) await open(tool, input)
  }
  expect(listener.heard()).toBe(0)
})

test('the decoder follows nothing that a file names either', async () => {
  const listener = await listenOnLoopback()
  const folder = temporaryFolder()
  const path = join(import.meta.dirname, '../../main/decoder/decoder-program.ts')
  const program = startLimited(startDecoder, path, 'probe')
  await program.ready
  for (const file of followed) {
    const hostile = await putHostile(file, folder, `http://127.0.0.1:${listener.port}/take.mp4`)
    for (const input of [videoToDecode(hostile), imageToDecode(hostile, 'png'), imageToDecode(hostile, 'avif')]) {
      const requests = [
        { kind: 'poster', request: { input, durationSeconds: null, longSide: 640 } },
        { kind: 'describe', request: { input, longSide: 640, target: join(folder, 'poster.jpg') } },
        { kind: 'probe', request: { input } },
      ] as const
      // A QuickTime movie has facts even if its picture is elsewhere.
      for (const request of requests) await program.ask(request, hostile).catch(() => undefined)
    }
  }
  expect(program.isRunning()).toBe(true)
  program.kill()
  await program.ended
  expect(listener.heard()).toBe(0)
})

test('the listener hears an ffmpeg that is not held back', async () => {
  const listener = await listenOnLoopback()
  const [manifest] = hostileFiles
  if (!manifest) throw new Error('There is no hostile file.')
  const path = await putHostile(manifest, temporaryFolder(), `http://127.0.0.1:${listener.port}/take.mp4`)
  const { pid } = execFile(bundled, ['-i', path, '-f', 'null', '-'], () => undefined)
  await expect.poll(listener.heard, { timeout: 60_000 }).toBeGreaterThan(0)
  if (pid) process.kill(pid, 'SIGKILL')
})

test('inputs are named in one file only, which states their formats', () => {
  const naming = listFiles('main').filter((path) => isCode(path) && readSource(path).includes("'-i'"))
  expect(naming).toEqual(['main/media/inputs.ts'])
})
