import type { Range } from '../../../shared/contract/analyses.ts'
import { type Analyser, type AnalysisInput, type AnalysisResult, toMicroseconds } from './analyser.ts'
import { readMarkedFrames } from './marked-frames.ts'

/** Cuts cut a video into shots: a range each, whose confidence is the score of the cut that it begins with. */
export const scenes: Analyser = {
  name: 'scenes',
  title: 'Scenes',
  description: 'Shots, from cut to cut: where a frame differs from the one before by more than a threshold.',
  version: '1',
  configSchema: {
    type: 'object',
    additionalProperties: false,
    properties: {
      threshold: {
        type: 'number',
        title: 'Threshold',
        description: 'How much a frame must differ from the one before: 0 is equal, 1 is another picture.',
        exclusiveMinimum: 0,
        maximum: 1,
        default: 0.3,
      },
      min_seconds: {
        type: 'number',
        title: 'Shortest shot',
        description: 'In seconds. A cut that comes sooner after the last one is passed over.',
        minimum: 0,
        default: 0,
      },
    },
  },
  analyse,
}

/**
 * Large pictures are judged on a small copy: much faster, and grain is no cut. In colour, as all versions of ffmpeg can: newer
 * ones would look at the brightness alone.
 */
const small = "scale=w='min(480,iw)':h=-2,format=rgb24"

async function analyse(input: AnalysisInput): Promise<AnalysisResult> {
  const { threshold, min_seconds } = input.config as { threshold: number; min_seconds: number }
  const cuts: { seconds: number; score: number }[] = []
  const readSeconds = await readMarkedFrames(
    input,
    // Every frame gets its score and goes on, so that progress does too; only those over the threshold are printed.
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
