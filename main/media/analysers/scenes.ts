import type { Range } from '../../../shared/contract/analyses.ts'
import { type Analyser, type AnalysisInput, type AnalysisResult, toMicroseconds } from './analyser.ts'
import { readMarkedFrames } from './marked-frames.ts'

/** Finds shots, a range each, whose confidence is the score of the cut at its start. */
export const scenes: Analyser = {
  name: 'scenes',
  title: 'Scenes',
  description: 'Finds shots. A cut is where a frame differs from the one before by more than a threshold.',
  version: '2',
  configSchema: {
    type: 'object',
    additionalProperties: false,
    properties: {
      threshold: {
        type: 'number',
        title: 'Threshold',
        description: 'Minimum difference between two frames at a cut, from 0 (same picture) to 1 (another picture).',
        exclusiveMinimum: 0,
        maximum: 1,
        default: 0.3,
      },
      min_seconds: {
        type: 'number',
        title: 'Shortest shot',
        description: 'In seconds. A cut sooner after the last one is ignored.',
        minimum: 0,
        default: 0,
      },
    },
  },
  analyse,
}

/**
 * Frames are compared at a small size, which is much faster and ignores grain; and in RGB, because newer versions of
 * ffmpeg would otherwise compare luma only, and older ones would not. ffmpeg scores a frame by its difference from the
 * one before, or by how much that grew, whichever is less; so it gives the frame after a flash, which differs as much
 * as the flash did, no score. Each frame comes twice, so that the difference grows from 0 and is the score.
 */
const filters = "scale=w='min(480,iw)':h=-2,format=rgb24,split[one][two];[one][two]interleave,select='gte(scene,0)'"

async function analyse(input: AnalysisInput): Promise<AnalysisResult> {
  const { threshold, min_seconds } = input.config as { threshold: number; min_seconds: number }
  const cuts: { seconds: number; score: number }[] = []
  const isCut = createCutTest(threshold)
  const readSeconds = await readMarkedFrames(
    input,
    // The second of two equal frames differs by 0. All frames pass, so that progress goes on.
    { of: 'picture', filters, only: 'key=lavfi.scene_score:value=0:function=greater' },
    ({ seconds, number, values }) => {
      const difference = Number(values.get('scene_score'))
      if (!Number.isFinite(difference)) return
      const score = isCut(number / 2, difference)
      if (score !== null && seconds - (cuts.at(-1)?.seconds ?? 0) >= min_seconds) cuts.push({ seconds, score })
    },
  )
  const endSeconds = input.durationSeconds ?? readSeconds
  return { ranges: shots(cuts, endSeconds), metadata: { shots: cuts.length + 1, cuts: cuts.length } }
}

/**
 * Returns a function that takes the number of a frame and its difference from the frame before, 0 to 1, in order of
 * time, without frames that do not differ. It returns the score of a cut at this frame, or null. In motion the
 * difference stays high; so it counts only as far as it grew, except after a cut, where it ends a flash of one frame.
 */
function createCutTest(threshold: number): (frame: number, difference: number) => number | null {
  let last = { frame: -2, difference: 0, isCut: false }
  return (frame, difference) => {
    const before = last.frame === frame - 1 ? last : { difference: 0, isCut: false }
    const growth = Math.min(difference, Math.abs(difference - before.difference))
    const score = before.isCut ? difference : growth
    last = { frame, difference, isCut: score > threshold }
    return last.isCut ? score : null
  }
}

function shots(cuts: readonly { seconds: number; score: number }[], endSeconds: number): Range[] {
  const starts = [{ seconds: 0, score: undefined }, ...cuts]
  return starts.map(({ seconds, score }, index) => ({
    start: toMicroseconds(seconds),
    end: toMicroseconds(Math.max(seconds, starts[index + 1]?.seconds ?? endSeconds)),
    label: 'shot',
    ...(score === undefined ? {} : { confidence: Math.min(1, score) }),
  }))
}
