import type { Analyser, AnalysisInput, AnalysisResult } from './analyser.ts'
import { gatherLasting } from './lasting.ts'
import { readMarkedFrames } from './marked-frames.ts'
import { asResult } from './stretches.ts'

/** Stretches without sound. */
export const silence: Analyser = {
  name: 'silence',
  title: 'Silence',
  description: 'Where the first sound track is silent, in all its channels.',
  version: '1',
  configSchema: {
    type: 'object',
    additionalProperties: false,
    properties: {
      noise_db: {
        type: 'number',
        title: 'Level',
        description: 'In dB of full scale. What is quieter is silence.',
        minimum: -200,
        maximum: 0,
        default: -50,
      },
      min_seconds: {
        type: 'number',
        title: 'Shortest',
        description: 'In seconds. What is silent for less is passed over.',
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
  const silent = gatherLasting('silence', min_seconds)
  const filters = `silencedetect=n=${noise_db}dB:d=${min_seconds.toFixed(6)}`
  const readSeconds = await readMarkedFrames(input, { of: 'sound', filters }, silent.onFrame)
  const { ranges, metadata } = asResult(silent.finish(input.durationSeconds ?? readSeconds), 'silence', min_seconds)
  return { ranges, metadata: { has_sound: true, ...metadata } }
}
