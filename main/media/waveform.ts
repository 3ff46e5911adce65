import { writeFile } from 'node:fs/promises'
import { RushesError } from '../../shared/errors.ts'
import { runTool } from './run-tool.ts'

/** More than a wide screen has pixels to show them. */
const mostPeaks = 1500
const samplesPerSecond = 48_000
const fewestSamplesPerPeak = 480

/**
 * Writes the waveform of the first sound of the video at `source` to `target`: a byte per stretch of time, all equally long
 * over the duration, its loudest sample from 0 (silence) to 255 (full scale). A sound that ends before the video is silent
 * from there.
 * @throws RushesError TOOL_FAILED when there is no sound, it cannot be decoded or the duration is not known, CANCELLED by `signal`.
 */
export async function makeWaveform(
  ffmpeg: string,
  source: string,
  target: string,
  options: { durationSeconds: number | null; signal: AbortSignal },
): Promise<void> {
  const samples = Math.ceil((options.durationSeconds ?? 0) * samplesPerSecond)
  if (samples <= 0) throw new RushesError('TOOL_FAILED', `How long ${source} lasts is not known.`)
  const perPeak = Math.max(fewestSamplesPerPeak, Math.ceil(samples / mostPeaks))
  const peaks = Buffer.alloc(Math.ceil(samples / perPeak))
  let at = 0
  // Sound that begins after the picture, or has holes, is filled with silence, so that a place is a time.
  const inTime = `aresample=${samplesPerSecond}:async=1:first_pts=0`
  const filters = `${inTime},asetnsamples=n=${perPeak}:p=1,astats=metadata=1:reset=1,ametadata=mode=print:key=${loudest}:file=-`
  const input = ['-v', 'error', '-nostdin', '-vn', '-threads', '1', '-protocol_whitelist', 'file', '-i', source]
  await runTool(ffmpeg, [...input, '-map', '0:a:0', '-af', filters, '-f', 'null', '-'], {
    signal: options.signal,
    onLine(line) {
      if (!line.startsWith(`${loudest}=`)) return
      // Decibels below full scale; `-inf` is silence.
      const decibels = Number.parseFloat(line.slice(loudest.length + 1))
      if (at < peaks.length)
        peaks[at] = Number.isFinite(decibels) ? Math.round(255 * Math.min(1, 10 ** (decibels / 20))) : 0
      at++
    },
  })
  if (at === 0) throw new RushesError('TOOL_FAILED', `ffmpeg found no sound in ${source}.`)
  await writeFile(target, peaks)
}

const loudest = 'lavfi.astats.Overall.Peak_level'
