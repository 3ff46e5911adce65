import type { Analyser, AnalysisInput, AnalysisResult } from './analyser.ts'
import { gatherRanges } from './gather-ranges.ts'
import { readMarkedFrames } from './marked-frames.ts'
import { toResult } from './ranges.ts'

/** Finds where the picture does not change. */
export const freeze: Analyser = {
  name: 'freeze',
  title: 'Freeze',
  description: 'Finds where the picture stands still.',
  version: '1',
  configSchema: {
    type: 'object',
    additionalProperties: false,
    properties: {
      noise_db: {
        type: 'number',
        title: 'Noise',
        description: 'In dB. Changes below this level are ignored.',
        minimum: -200,
        maximum: 0,
        default: -60,
      },
      min_seconds: {
        type: 'number',
        title: 'Shortest',
        description: 'In seconds. Shorter ranges are ignored.',
        exclusiveMinimum: 0,
        default: 1,
      },
    },
  },
  analyse,
}

async function analyse(input: AnalysisInput): Promise<AnalysisResult> {
  const { noise_db, min_seconds = 0 } = input.config as Record<string, number>
  const frozen = gatherRanges('freezedetect.freeze', min_seconds)
  const filters = `freezedetect=n=${noise_db}dB:d=${min_seconds.toFixed(6)}`
  const readSeconds = await readMarkedFrames(input, { of: 'picture', filters }, frozen.onFrame)
  return toResult(frozen.finish(input.durationSeconds ?? readSeconds), 'freeze', min_seconds)
}
