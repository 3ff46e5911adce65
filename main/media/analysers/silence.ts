import type { Analyser, AnalysisInput, AnalysisResult } from './analyser.ts'
import { gatherRanges } from './gather-ranges.ts'
import { readMarkedFrames } from './marked-frames.ts'
import { toResult } from './ranges.ts'

/** Finds where there is no sound. */
export const silence: Analyser = {
  name: 'silence',
  title: 'Silence',
  description: 'Finds where all channels of the first sound track are silent.',
  version: '1',
  configSchema: {
    type: 'object',
    additionalProperties: false,
    properties: {
      noise_db: {
        type: 'number',
        title: 'Level',
        description: 'In dBFS. Sound below this level counts as silence.',
        minimum: -200,
        maximum: 0,
        default: -50,
      },
      min_seconds: {
        type: 'number',
        title: 'Shortest',
        description: 'In seconds. Shorter ranges are ignored.',
        exclusiveMinimum: 0,
        default: 0.5,
      },
    },
  },
  analyse,
}

async function analyse(input: AnalysisInput): Promise<AnalysisResult> {
  if (!input.hasSound) return { ranges: [], metadata: { has_sound: false } }
  const { noise_db, min_seconds = 0 } = input.config as Record<string, number>
  const silent = gatherRanges('silence', min_seconds)
  const filters = `silencedetect=n=${noise_db}dB:d=${min_seconds.toFixed(6)}`
  const readSeconds = await readMarkedFrames(input, { of: 'sound', filters }, silent.onFrame)
  const { ranges, metadata } = toResult(silent.finish(input.durationSeconds ?? readSeconds), 'silence', min_seconds)
  return { ranges, metadata: { has_sound: true, ...metadata } }
}
