import { symlink, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { probe } from '../ffprobe.ts'
import { runFfmpeg } from '../run-ffmpeg.ts'
import { videoFacts } from '../video-facts.ts'
import { normalise, type Shape } from './normalise.ts'
import { type Part, type PictureSpan, pictureSpan } from './part.ts'
import { sameFormat } from './same-format.ts'
import { aac, type Ending, endingForCopy, localOnly, muxers, type Task } from './task.ts'

/** Whether parts fit together as they are, and the format that then keeps them. */
export interface StitchPlan {
  copies: boolean
  ending: Ending
}

/**
 * Parts of one format are joined without encoding; parts of different formats are all made like the first (size, frame
 * rate), in H.264.
 */
export async function planStitch(parts: readonly Part[], task: Pick<Task, 'ffprobe' | 'signal'>): Promise<StitchPlan> {
  const [first] = parts
  // How a picture is turned gets lost between the files and the one that is made of them.
  const isTurned = parts.some(({ path, probe: said }) => videoFacts(said, path).rotation !== 0)
  if (!first || isTurned || !(await sameFormat(parts, task))) return { copies: false, ending: 'mp4' }
  return { copies: true, ending: endingForCopy(first.path, first.probe.format.format_name ?? null) }
}

/**
 * Joins `parts` in their order to one video at `target`. What lies about meanwhile is in `folder`, which whoever called
 * removes.
 * @throws RushesError TOOL_FAILED, DISK_FULL, CANCELLED; part of a file may then be left at `target`.
 */
export async function stitch(
  parts: readonly Part[],
  plan: StitchPlan,
  target: string,
  folder: string,
  task: Task,
): Promise<void> {
  const files = plan.copies
    ? parts.map((part) => ({ path: part.path, span: pictureSpan(part.probe) }))
    : await makeAlike(parts, folder, task)
  const list = join(folder, 'list.txt')
  await writeFile(list, await concatList(files, folder))
  const streams = ['-map', '0:V:0', '-map', '0:a:0?', '-c:v', 'copy']
  // What was made alike has sound without loss, so that no join is heard: it is encoded once, as a whole.
  const sound = plan.copies ? ['-c:a', 'copy'] : ['-af', 'aresample=async=1', ...aac]
  const input = ['-f', 'concat', '-safe', '0', ...localOnly, '-i', list]
  const output = [...untilLastFrame(files), '-movflags', '+faststart', '-f', muxers[plan.ending], target]
  const onProgress = plan.copies ? task.onProgress : () => undefined
  await runFfmpeg(task.ffmpeg, [...input, ...streams, ...sound, ...output], { ...task, onProgress })
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

/** One after the other, so that five hundred parts need no more memory than one. */
async function makeAlike(parts: readonly Part[], folder: string, task: Task): Promise<ListedFile[]> {
  const [first] = parts
  if (!first) return []
  const shape = shapeOf(first)
  const withSound = parts.some(({ probe: { streams } }) => streams.some(({ codec_type }) => codec_type === 'audio'))
  const files: ListedFile[] = []
  let doneSeconds = 0
  for (const [index, part] of parts.entries()) {
    const path = join(folder, `${index}.mov`)
    const onProgress = (seconds: number) => task.onProgress(doneSeconds + seconds)
    await normalise(part, shape, withSound, path, { ...task, onProgress })
    const span = pictureSpan(await probe(task.ffprobe, path, task))
    files.push({ path, span })
    doneSeconds += span?.durationSeconds ?? 0
  }
  return files
}

/** As the first is shown: turned, with square pixels, and even sides. */
function shapeOf({ path, probe: said }: Part): Shape {
  const { width, height, frame_rate, rotation } = videoFacts(said, path)
  const stream = said.streams.find(
    ({ codec_type, disposition }) => codec_type === 'video' && disposition?.attached_pic !== 1,
  )
  const [across = 1, down = 1] = (stream?.sample_aspect_ratio ?? '').split(':').map(Number)
  const stretch = across > 0 && down > 0 ? across / down : 1
  const sideways = rotation === 90 || rotation === 270
  const even = (pixels: number) => Math.max(2, Math.round(pixels / 2) * 2)
  return {
    width: even((width ?? 2) * (sideways ? 1 : stretch)),
    height: even((height ?? 2) * (sideways ? stretch : 1)),
    frameRate: frame_rate ?? '25/1',
  }
}

/**
 * The text that ffmpeg's concat demuxer reads: a quote inside of quotes is written `'\''`, and nothing else has a meaning
 * there. A line break cannot be written at all: such a file is reached by a link, which systems with such names have.
 * The picture says when the next part begins, to the frame: sound may end a little sooner or later.
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
