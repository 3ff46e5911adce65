import { symlink, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { pictureOf, probe } from '../ffprobe.ts'
import { listInput } from '../inputs.ts'
import { runFfmpeg } from '../run-ffmpeg.ts'
import { videoFacts } from '../video-facts.ts'
import { normalise, type Shape } from './normalise.ts'
import { type Clip, type PictureSpan, pictureSpan } from './picture-span.ts'
import { sameFormat } from './same-format.ts'
import { aac, type Extension, extensionForCopy, muxers, type Task } from './task.ts'

/** A plan to join clips, without re-encoding if `copies`, and the format of the result. */
export interface StitchPlan {
  copies: boolean
  extension: Extension
}

/**
 * Plans how to join clips: those of one format without re-encoding; others as H.264, with the size and frame rate of
 * the first.
 */
export async function planStitch(clips: readonly Clip[], task: Pick<Task, 'ffprobe' | 'signal'>): Promise<StitchPlan> {
  const [first] = clips
  // Joining loses the rotation.
  const isRotated = clips.some(({ path, probe: probed }) => videoFacts(probed, path).rotation !== 0)
  if (!first || isRotated || !(await sameFormat(clips, task))) return { copies: false, extension: 'mp4' }
  return { copies: true, extension: extensionForCopy(first.path, first.probe.format.format_name ?? null) }
}

/**
 * Joins `clips` in order to one video at `target`. Temporary files are written to `folder`, which the caller removes.
 * @throws RushesError TOOL_FAILED, DISK_FULL, CANCELLED; part of a file may then be left at `target`.
 */
export async function stitch(
  clips: readonly Clip[],
  plan: StitchPlan,
  target: string,
  folder: string,
  task: Task,
): Promise<void> {
  const files = plan.copies
    ? clips.map((clip) => ({ path: clip.path, span: pictureSpan(clip.probe) }))
    : await normaliseAll(clips, folder, task)
  const list = join(folder, 'list.txt')
  await writeFile(list, await concatList(files, folder))
  const streams = ['-map', '0:V:0', '-map', '0:a:0?', '-c:v', 'copy']
  // Normalised clips have lossless sound, which is encoded once, as a whole, so that no join is audible.
  const sound = plan.copies ? ['-c:a', 'copy'] : ['-af', 'aresample=async=1', ...aac]
  const output = [...untilLastFrame(files), '-movflags', '+faststart', '-f', muxers[plan.extension], target]
  const onProgress = plan.copies ? task.onProgress : () => undefined
  const args = [...listInput(list), ...streams, ...sound, ...output]
  const reads = files.map(({ path }) => path)
  await runFfmpeg(task.ffmpeg, args, { ...task, onProgress, reads, writes: target, work: 'decode' })
}

interface ListedFile {
  path: string
  span: PictureSpan | undefined
}

function untilLastFrame(files: readonly ListedFile[]): string[] {
  if (files.some(({ span }) => !span)) return []
  const seconds = files.reduce((sum, { span }) => sum + (span?.durationSeconds ?? 0), 0)
  return ['-t', seconds.toFixed(6)]
}

/** Runs one after the other, so that five hundred clips need no more memory than one. */
async function normaliseAll(clips: readonly Clip[], folder: string, task: Task): Promise<ListedFile[]> {
  const [first] = clips
  if (!first) return []
  const shape = shapeOf(first)
  const withSound = clips.some(({ probe: { streams } }) => streams.some(({ codec_type }) => codec_type === 'audio'))
  const files: ListedFile[] = []
  let doneSeconds = 0
  for (const [index, clip] of clips.entries()) {
    const path = join(folder, `${index}.mov`)
    const onProgress = (seconds: number) => task.onProgress(doneSeconds + seconds)
    await normalise(clip, shape, withSound, path, { ...task, onProgress })
    const span = pictureSpan(await probe(task.ffprobe, path, task))
    files.push({ path, span })
    doneSeconds += span?.durationSeconds ?? 0
  }
  return files
}

/** Returns the shape of the first clip as displayed: rotated, with square pixels and even sides. */
function shapeOf({ path, probe: probed }: Clip): Shape {
  const { width, height, frame_rate, rotation } = videoFacts(probed, path)
  const [across = 1, down = 1] = (pictureOf(probed)?.sample_aspect_ratio ?? '').split(':').map(Number)
  const pixelRatio = across > 0 && down > 0 ? across / down : 1
  const sideways = rotation === 90 || rotation === 270
  const even = (pixels: number) => Math.max(2, Math.round(pixels / 2) * 2)
  return {
    width: even((width ?? 2) * (sideways ? 1 : pixelRatio)),
    height: even((height ?? 2) * (sideways ? pixelRatio : 1)),
    frameRate: frame_rate ?? '25/1',
  }
}

/**
 * Returns the list for ffmpeg's concat demuxer. Inside quotes only the quote is special, written `'\''`. A line break
 * cannot be written, so a path with one is reached by a symbolic link. The next clip begins where the picture ends, to
 * the frame: sound may end sooner or later.
 */
async function concatList(files: readonly ListedFile[], folder: string): Promise<string> {
  const lines = ['ffconcat version 1.0']
  for (const [index, { path, span }] of files.entries()) {
    const plain = /[\r\n]/.test(path) ? join(folder, `link-${index}`) : path
    if (plain !== path) await symlink(path, plain)
    lines.push(`file '${plain.replaceAll("'", "'\\''")}'`)
    if (span) lines.push(`inpoint ${span.startSeconds.toFixed(6)}`, `duration ${span.durationSeconds.toFixed(6)}`)
  }
  return `${lines.join('\n')}\n`
}
