import { RushesError } from '../../../shared/errors.ts'
import type { Decoder } from '../decoder/decoder.ts'
import { videoToDecode } from '../inputs.ts'

/** More than a wide screen has pixels for. */
const maxPeaks = 1500
const samplesPerSecond = 48_000
const minSamplesPerPeak = 480

/**
 * Measures the waveform of the first audio stream of the video at `source`: one byte for each of a number of
 * equal sections of the duration, its loudest sample from 0 (silence) to 255 (full scale). After the end of the sound,
 * silence.
 * @throws RushesError TOOL_FAILED if there is no sound, it cannot be decoded or the duration is unknown, CANCELLED by
 * `signal`.
 */
export async function makeWaveform(
  decoder: Decoder,
  source: string,
  { durationSeconds, signal }: { durationSeconds: number | null; signal: AbortSignal },
): Promise<Uint8Array> {
  const samples = Math.ceil((durationSeconds ?? 0) * samplesPerSecond)
  if (samples <= 0) throw new RushesError('TOOL_FAILED', `The duration of ${source} is unknown.`)
  const samplesPerPeak = Math.max(minSamplesPerPeak, Math.ceil(samples / maxPeaks))
  const peaks = Buffer.alloc(Math.ceil(samples / samplesPerPeak))
  const request = { input: videoToDecode(source), peaks: peaks.length, samplesPerPeak, samplesPerSecond }
  peaks.set(await decoder.decode('waveform', request, { signal }))
  return peaks
}
