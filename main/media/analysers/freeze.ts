import type { Analyser, AnalysisInput, AnalysisResult } from './analyser.ts'
import { gatherLasting } from './lasting.ts'
import { readMarkedFrames } from './marked-frames.ts'
import { asResult } from './stretches.ts'

/** Stretches in which the picture does not move. */
export const freeze: Analyser = {
  name: 'freeze',
  title: 'Freeze',
  description: 'Where the picture stands still.',
  version: '1',
  configSchema: {
    type: 'object',
    additionalProperties: false,
    properties: {
      noise_db: {
        type: 'number',
        title: 'Noise',
        description: 'In dB. How much a picture may change and still stand.',
        minimum: -200,
        maximum: 0,
        default: -60,
      },
      min_seconds: {
        type: 'number',
        title: 'Shortest',
        description: 'In seconds. What stands for less is passed over.',
        exclusiveMinimum: 0,
        default: 1,
      },
    },
  },
  analyse,
}

async function analyse(input: AnalysisInput): Promise<AnalysisResult> {
  const { noise_db, min_seconds = 0 } = input.config as Record<string, number>
  const frozen = gatherLasting('freezedetect.freeze', min_seconds)
  const filters = `freezedetect=n=${noise_db}dB:d=${min_seconds.toFixed(6)}`
  const readSeconds = await readMarkedFrames(input, { of: 'picture', filters }, frozen.onFrame)
  return asResult(frozen.finish(input.durationSeconds ?? readSeconds), 'freeze', min_seconds)
}
