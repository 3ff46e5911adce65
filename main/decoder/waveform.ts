// SPDX-License-Identifier: GPL-3.0-or-later
import { AV_NOPTS_VALUE } from 'node-av/constants'
import type { Frame } from 'node-av/lib'
import type { Requests } from '../media/decoder/request.ts'
import { createFilter } from './filter.ts'
import { decodeFrames, packets } from './frames.ts'
import { fromStart, withMedia } from './media-file.ts'

/** Measures the loudest sample of each of equal sections of the first audio stream. */
export function measurePeaks({ input, peaks, samplesPerPeak, samplesPerSecond }: Requests['waveform']): Uint8Array {
  return withMedia(input, 'audio', (file) => {
    // A late start and gaps are filled with silence, so that an index stands for a time.
    const inTime = `aresample=${samplesPerSecond}:async=1:first_pts=0,aformat=sample_fmts=flt`
    const filter = createFilter(inTime, file.stream)
    const loudest = new Float32Array(peaks)
    let position = 0
    const add = (frames: Frame[]) => {
      for (const frame of frames) {
        position += addFrame(frame, loudest, position, samplesPerPeak)
        frame.free()
      }
    }
    try {
      for (const frame of decodeFrames(
        file,
        packets(file, () => true),
      )) {
        if (frame.pts !== AV_NOPTS_VALUE) frame.pts = fromStart(file, frame.pts)
        add(filter.filter(frame))
      }
      add(filter.filter(null))
    } finally {
      filter.free()
    }
    if (position === 0) throw new Error('There is no sound that can be decoded')
    const sections = Math.min(peaks, Math.ceil(position / samplesPerPeak))
    return Uint8Array.from(loudest.subarray(0, sections), (peak) => Math.round(255 * Math.min(1, peak)))
  })
}

/** Returns the number of samples of a frame, of all channels at a time, and notes the loudest ones. */
function addFrame(frame: Frame, loudest: Float32Array, position: number, samplesPerPeak: number): number {
  const channels = frame.channels
  const bytes = frame.toBuffer()
  // A copy, because samples may lie at any address.
  const samples = new Float32Array(Uint8Array.from(bytes).buffer)
  for (let index = 0; index < frame.nbSamples; index++) {
    const section = Math.floor((position + index) / samplesPerPeak)
    for (let channel = 0; channel < channels; channel++) {
      const sample = Math.abs(samples[index * channels + channel] ?? 0)
      if (sample > (loudest[section] ?? 1)) loudest[section] = sample
    }
  }
  return frame.nbSamples
}
