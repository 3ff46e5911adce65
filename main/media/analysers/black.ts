import type { Analyser, AnalysisInput, AnalysisResult } from './analyser.ts'
import { readMarkedFrames } from './marked-frames.ts'
import { asResult, type Stretch } from './stretches.ts'

/** Stretches in which the picture is black. */
export const black: Analyser = {
  name: 'black',
  title: 'Black',
  description: 'Where the picture is black, or nearly.',
  version: '1',
  configSchema: {
    type: 'object',
    additionalProperties: false,
    properties: {
      pixel_threshold: {
        type: 'number',
        title: 'Darkness of a pixel',
        description: 'Up to which brightness a pixel is black: 0 is black alone, 1 is everything.',
        minimum: 0,
        maximum: 1,
        default: 0.1,
      },
      picture_threshold: {
        type: 'number',
        title: 'Share of the picture',
        description: 'How much of the picture must be black, 0 to 1.',
        minimum: 0,
        maximum: 1,
        default: 0.98,
      },
      min_seconds: {
        type: 'number',
        title: 'Shortest',
        description: 'In seconds. What is black for less is passed over.',
        minimum: 0,
        default: 0.1,
      },
    },
  },
  analyse,
}

async function analyse(input: AnalysisInput): Promise<AnalysisResult> {
  const { pixel_threshold, picture_threshold, min_seconds } = input.config as Record<string, number>
  const stretches: Stretch[] = []
  let start: number | undefined
  const readSeconds = await readMarkedFrames(
    input,
    // ffmpeg marks the beginning of every stretch, however short: which are long enough is for us to tell.
    { of: 'picture', filters: `blackdetect=d=0:pic_th=${picture_threshold}:pix_th=${pixel_threshold}` },
    ({ seconds, values }) => {
      if (values.has('black_end') && start !== undefined) {
        stretches.push({ start, end: seconds })
        start = undefined
      }
      if (values.has('black_start')) start = seconds
    },
  )
  if (start !== undefined) stretches.push({ start, end: input.durationSeconds ?? readSeconds })
  return asResult(stretches, 'black', min_seconds ?? 0)
}
