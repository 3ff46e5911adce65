import { join } from 'node:path'
import type { Content } from '../../contents/hash-unchanged.ts'
import type { Probe } from '../../media/ffprobe.ts'
import { convert } from '../../media/processing/convert.ts'
import { extractAudio } from '../../media/processing/extract-audio.ts'
import { extractSegment } from '../../media/processing/extract-segment.ts'
import { planStitch, stitch } from '../../media/processing/stitch.ts'
import { type Extension, extensionForCopy, type Task } from '../../media/processing/task.ts'
import { type VideoFacts, videoFacts } from '../../media/video-facts.ts'
import type { Recipe } from './recipe.ts'

/** An input file with its probe. */
export interface Input extends Content {
  probe: Probe
}

/** The resulting file, in the incoming folder. */
export interface Output {
  path: string
  extension: Extension
  /** True if it has sound only and so is no video. */
  isSound: boolean
}

/**
 * Processes `inputs` as `recipe` says, in `folder`, which is empty and removed by the caller.
 * @throws RushesError TOOL_FAILED, DISK_FULL, CANCELLED; part of a file may be left in `folder` then.
 */
export async function processFiles(
  { request, parameters }: Recipe,
  inputs: readonly [Input, ...Input[]],
  folder: string,
  task: Task,
): Promise<Output> {
  const [{ path: source, probe }] = inputs
  const inFolder = (extension: Extension, isSound = false) => ({
    path: join(folder, `output.${extension}`),
    extension,
    isSound,
  })
  if (request.action === 'stitch') {
    const plan = await planStitch(inputs, task)
    const output = inFolder(plan.extension)
    await stitch(inputs, plan, output.path, folder, task)
    return output
  }
  const facts: VideoFacts = videoFacts(probe, source)
  if (request.action === 'extract_segment') {
    const [startSeconds, endSeconds] = [Number(parameters.start_seconds), Number(parameters.end_seconds)]
    const output = inFolder(request.cut === 'copy' ? extensionForCopy(source, facts.container) : 'mp4')
    const from = { path: source, container: facts.container }
    await extractSegment(from, output.path, output.extension, { startSeconds, endSeconds, cut: request.cut }, task)
    return output
  }
  if (request.action === 'convert') {
    const output = inFolder(request.format)
    await convert(source, facts, output.path, request, task)
    return output
  }
  const output = inFolder(request.format, true)
  await extractAudio(source, facts.audio_codec, output.path, request.format, task)
  return output
}
