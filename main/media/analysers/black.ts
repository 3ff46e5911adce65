import type { Analyser, AnalysisInput, AnalysisResult } from './analyser.ts'
import { readMarkedFrames } from './marked-frames.ts'
import { type TimeRange, toResult } from './ranges.ts'

/** Finds where the picture is black. */
export const black: Analyser = {
  name: 'black',
  title: 'Black',
  description: 'Finds where the picture is black, or nearly black.',
  version: '1',
  configSchema: {
    type: 'object',
    additionalProperties: false,
    properties: {
      pixel_threshold: {
        type: 'number',
        title: 'Darkness of a pixel',
        description: 'Brightness up to which a pixel counts as black, from 0 (pure black) to 1 (any).',
        minimum: 0,
        maximum: 1,
        default: 0.1,
      },
      picture_threshold: {
        type: 'number',
        title: 'Share of the picture',
        description: 'Share of the pixels that must be black, from 0 to 1.',
        minimum: 0,
        maximum: 1,
        default: 0.98,
      },
      min_seconds: {
        type: 'number',
        title: 'Shortest',
        description: 'In seconds. Shorter ranges are ignored.',
        minimum: 0,
        default: 0.1,
      },
    },
  },
  analyse,
}

async function analyse(input: AnalysisInput): Promise<AnalysisResult> {
  const { pixel_threshold, picture_threshold, min_seconds } = input.config as Record<string, number>
  const found: TimeRange[] = []
  let start: number | undefined
  const readSeconds = await readMarkedFrames(
    input,
    // With `d=0` ffmpeg marks every range, however short; `toResult` drops the short ones.
    { of: 'picture', filters: `blackdetect=d=0:pic_th=${picture_threshold}:pix_th=${pixel_threshold}` },
    ({ seconds, values }) => {
      if (values.has('black_end') && start !== undefined) {
        found.push({ start, end: seconds })
        start = undefined
      }
      if (values.has('black_start')) start = seconds
    },
  )
  if (start !== undefined) found.push({ start, end: input.durationSeconds ?? readSeconds })
  return toResult(found, 'black', min_seconds ?? 0)
}
