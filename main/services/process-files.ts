import { join } from 'node:path'
import type { Content } from '../ingest/content-at.ts'
import type { Probe } from '../media/ffprobe.ts'
import { convert } from '../media/processing/convert.ts'
import { extractAudio } from '../media/processing/extract-audio.ts'
import { extractSegment } from '../media/processing/extract-segment.ts'
import { planStitch, stitch } from '../media/processing/stitch.ts'
import { type Ending, endingForCopy, type Task } from '../media/processing/task.ts'
import { type VideoFacts, videoFacts } from '../media/video-facts.ts'
import type { Recipe } from './processing-recipe.ts'

/** A file that goes in, as it is now. */
export interface Input extends Content {
  probe: Probe
}

/** What came out: a file in the folder for what arrives. */
export interface Output {
  path: string
  ending: Ending
  /** Only sound: no video. */
  isSound: boolean
}

/**
 * Makes what `recipe` says of `inputs`, in `folder`, an empty one that whoever called removes.
 * @throws RushesError TOOL_FAILED, DISK_FULL, CANCELLED; part of a file may then be left in `folder`.
 */
export async function processFiles(
  { request, parameters }: Recipe,
  inputs: readonly [Input, ...Input[]],
  folder: string,
  task: Task,
): Promise<Output> {
  const [{ path: source, probe }] = inputs
  const inFolder = (ending: Ending, isSound = false) => ({
    path: join(folder, `output.${ending}`),
    ending,
    isSound,
  })
  if (request.action === 'stitch') {
    const plan = await planStitch(inputs, task)
    const output = inFolder(plan.ending)
    await stitch(inputs, plan, output.path, folder, task)
    return output
  }
  const facts: VideoFacts = videoFacts(probe, source)
  if (request.action === 'extract_segment') {
    const [startSeconds, endSeconds] = [Number(parameters.start_seconds), Number(parameters.end_seconds)]
    const output = inFolder(request.cut === 'copy' ? endingForCopy(source, facts.container) : 'mp4')
    const from = { path: source, container: facts.container }
    await extractSegment(from, output.path, output.ending, { startSeconds, endSeconds, cut: request.cut }, task)
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
