import type { Range } from '../../../shared/contract/analyses.ts'
import type { JsonObject } from '../../../shared/json-object.ts'
import { type Analyser, type AnalysisInput, type AnalysisResult, toMicroseconds } from './analyser.ts'
import { type MarkedFrame, readMarkedFrames } from './marked-frames.ts'

/** Measures loudness after EBU R 128: that of the whole as metadata, much louder or quieter sections as ranges. */
export const loudness: Analyser = {
  name: 'loudness',
  title: 'Loudness',
  description:
    'Measures integrated loudness, loudness range and true peak (EBU R 128), and finds much louder or quieter sections.',
  version: '1',
  configSchema: {
    type: 'object',
    additionalProperties: false,
    properties: {
      deviation_lu: {
        type: 'number',
        title: 'Deviation',
        description: 'In LU. Minimum difference between the short-term and the integrated loudness.',
        exclusiveMinimum: 0,
        default: 8,
      },
    },
  },
  analyse,
}

/** Short-term loudness covers the last three seconds; it counts for the middle of them. */
const windowSeconds = 3
/** ffmpeg measures ten times a second. */
const stepSeconds = 0.1
/** The gate of R 128: anything below is silent, not quiet. */
const gateLufs = -70

interface ShortTerm {
  seconds: number
  lufs: number
}

async function analyse(input: AnalysisInput): Promise<AnalysisResult> {
  if (!input.hasSound) return { ranges: [], metadata: { has_sound: false } }
  const deviation = Number(input.config.deviation_lu)
  const measured: ShortTerm[] = []
  let last: MarkedFrame | undefined
  const filters = 'ebur128=metadata=1:peak=true'
  await readMarkedFrames(input, { of: 'sound', filters }, (frame) => {
    last = frame
    const lufs = Number(frame.values.get('r128.S') ?? Number.NaN)
    const windowEnds = frame.seconds + stepSeconds
    // Before three seconds the window is not full.
    if (windowEnds >= windowSeconds) measured.push({ seconds: windowEnds - windowSeconds / 2, lufs })
  })
  const integrated = level(last, 'r128.I')
  return { ranges: integrated === null ? [] : ranges(measured, integrated, deviation), metadata: summary(last) }
}

/** Returns a level in LUFS; null if nothing is above the gate. */
function level(frame: MarkedFrame | undefined, key: string): number | null {
  const lufs = Number(frame?.values.get(key) ?? Number.NaN)
  return Number.isFinite(lufs) && lufs > gateLufs ? lufs : null
}

function summary(last: MarkedFrame | undefined): JsonObject {
  const peaks = [...(last?.values ?? [])].filter(([key]) => key.startsWith('r128.true_peaks_ch'))
  const peak = Math.max(0, ...peaks.map(([, value]) => Number(value)).filter(Number.isFinite))
  const integrated = level(last, 'r128.I')
  return {
    has_sound: true,
    integrated_lufs: integrated,
    range_lu: integrated === null ? null : Number(last?.values.get('r128.LRA')),
    // ffmpeg reports peaks relative to full scale.
    true_peak_dbtp: peak > 0 ? Math.round(200 * Math.log10(peak)) / 10 : null,
  }
}

function ranges(measured: readonly ShortTerm[], integrated: number, deviation: number): Range[] {
  const found: Range[] = []
  let open: Range | undefined
  for (const { seconds, lufs } of measured) {
    const label = labelOf(lufs, integrated, deviation)
    const [start, end] = [seconds - stepSeconds / 2, seconds + stepSeconds / 2].map(toMicroseconds) as [number, number]
    if (open && open.label === label) open.end = end
    else {
      open = label === undefined ? undefined : { start, end, label }
      if (open) found.push(open)
    }
  }
  return found
}

function labelOf(lufs: number, integrated: number, deviation: number): 'loud' | 'quiet' | undefined {
  if (!(lufs > gateLufs)) return undefined
  if (lufs > integrated + deviation) return 'loud'
  return lufs < integrated - deviation ? 'quiet' : undefined
}
