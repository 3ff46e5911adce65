import type { Range } from '../../../shared/contract/analyses.ts'
import { type Analyser, type AnalysisInput, type AnalysisResult, toMicroseconds } from './analyser.ts'
import { readMarkedFrames } from './marked-frames.ts'

/** Finds shots, a range each, whose confidence is the score of the cut at its start. */
export const scenes: Analyser = {
  name: 'scenes',
  title: 'Scenes',
  description: 'Finds shots. A cut is where a frame differs from the one before by more than a threshold.',
  version: '1',
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
 * ffmpeg would otherwise compare luma only, and older ones would not.
 */
const small = "scale=w='min(480,iw)':h=-2,format=rgb24"

async function analyse(input: AnalysisInput): Promise<AnalysisResult> {
  const { threshold, min_seconds } = input.config as { threshold: number; min_seconds: number }
  const cuts: { seconds: number; score: number }[] = []
  const readSeconds = await readMarkedFrames(
    input,
    // All frames pass with their score, so that progress goes on; only those above the threshold are printed.
    {
      of: 'picture',
      filters: `${small},select='gte(scene,0)'`,
      only: `key=lavfi.scene_score:value=${threshold}:function=greater`,
    },
    ({ seconds, values }) => {
      const score = Number(values.get('scene_score'))
      if (Number.isFinite(score) && seconds - (cuts.at(-1)?.seconds ?? 0) >= min_seconds) cuts.push({ seconds, score })
    },
  )
  const endSeconds = input.durationSeconds ?? readSeconds
  return { ranges: shots(cuts, endSeconds), metadata: { shots: cuts.length + 1, cuts: cuts.length } }
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
