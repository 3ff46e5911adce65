import { once } from 'node:events'
import { expect, test } from 'vitest'
import { builtinAnalysers } from '../../../main/media/analysers/builtin.ts'
import { completeConfig } from '../../../main/media/analysers/config-schema.ts'
import { probe } from '../../../main/media/ffprobe.ts'
import { findFfmpeg, findFfprobe } from '../../../main/media/tools.ts'
import type { JsonObject } from '../../../shared/json-object.ts'
import { type ClipName, clip } from '../../support/clips.ts'

const frameSeconds = 0.04

async function analyse(name: string, of: ClipName, config: JsonObject = {}, signal = new AbortController().signal) {
  const analyser = builtinAnalysers.find((one) => one.name === name)
  if (!analyser) throw new Error(`There is no analyser ${name}.`)
  const path = await clip(of)
  const { streams, format } = await probe((await findFfprobe()).path, path)
  const progress: number[] = []
  const result = await analyser.analyse({
    path,
    config: completeConfig(analyser.configSchema, config),
    durationSeconds: Number(format.duration),
    hasPicture: streams.some(({ codec_type }) => codec_type === 'video'),
    hasSound: streams.some(({ codec_type }) => codec_type === 'audio'),
    ffmpeg: (await findFfmpeg()).path,
    signal,
    onProgress: (seconds) => progress.push(seconds),
  })
  return { ...result, progress }
}

/** Starts and ends in seconds, with a label, as they should be to the frame. */
function expectRanges(
  ranges: { start: number; end: number; label?: string | undefined }[],
  expected: [number, number, string][],
  withinSeconds = frameSeconds,
) {
  expect(ranges.map(({ label }) => label)).toEqual(expected.map(([, , label]) => label))
  for (const [index, [start, end]] of expected.entries()) {
    expect(Math.abs((ranges[index]?.start ?? Number.NaN) - start)).toBeLessThanOrEqual(withinSeconds)
    expect(Math.abs((ranges[index]?.end ?? Number.NaN) - end)).toBeLessThanOrEqual(withinSeconds)
  }
}

test('scenes are the shots between cuts, with the score of the cut as confidence', async () => {
  const { ranges, metadata, progress } = await analyse('scenes', 'marked.mp4')
  expectRanges(ranges, [
    [0, 2, 'shot'],
    [2, 3.52, 'shot'],
    [3.52, 5, 'shot'],
    [5, 6, 'shot'],
    [6, 8, 'shot'],
  ])
  expect(ranges.map(({ confidence }) => confidence === undefined)).toEqual([true, false, false, false, false])
  expect(ranges.every(({ confidence = 1 }) => confidence > 0.3 && confidence <= 1)).toBe(true)
  expect(metadata).toEqual({ shots: 5, cuts: 4 })
  expect(progress.at(-1)).toBeCloseTo(8, 1)
})

test('a flash of one frame is a shot of its own', async () => {
  expectRanges(
    (await analyse('scenes', 'flash.mp4')).ranges,
    [
      [0, 1, 'shot'],
      [1, 1.04, 'shot'],
      [1.04, 2.04, 'shot'],
    ],
    0.001,
  )
})

test('a cut is where the player shows it: with uneven frames, and a picture that begins after the sound', async () => {
  const { ranges } = await analyse('scenes', 'uneven.mp4')
  // The sixtieth frame: 0.5 + 60 * 0.03 + 60² * 0.0002; frames are 0.054 s apart there.
  expect(ranges).toHaveLength(2)
  expect(Math.abs((ranges[1]?.start ?? 0) - 3.02)).toBeLessThanOrEqual(0.054)
})

test('a higher threshold finds fewer cuts, and a shortest shot leaves out what comes sooner', async () => {
  expect((await analyse('scenes', 'marked.mp4', { threshold: 0.9 })).metadata).toMatchObject({ cuts: 3 })
  const { ranges } = await analyse('scenes', 'marked.mp4', { min_seconds: 1.6 })
  expectRanges(ranges, [
    [0, 2, 'shot'],
    [2, 5, 'shot'],
    [5, 8, 'shot'],
  ])
})

test('black is found to the frame, and only where it lasts long enough', async () => {
  expectRanges((await analyse('black', 'marked.mp4')).ranges, [[5, 6, 'black']])
  expect((await analyse('black', 'marked.mp4', { min_seconds: 1 })).ranges).toHaveLength(1)
  const none = await analyse('black', 'marked.mp4', { min_seconds: 1.1 })
  expect(none).toMatchObject({ ranges: [], metadata: { black_ranges: 0, black_seconds: 0 } })
})

test('a picture that stands still is found to the frame', async () => {
  const { ranges, metadata } = await analyse('freeze', 'marked.mp4')
  expectRanges(ranges, [
    [0, 2, 'freeze'],
    [3.52, 5, 'freeze'],
    [5, 6, 'freeze'],
  ])
  expect(metadata).toMatchObject({ freeze_ranges: 3 })
})

test('silence lasts to the end where no sound follows', async () => {
  const { ranges, metadata } = await analyse('silence', 'marked.mp4')
  expectRanges(ranges, [[3, 8, 'silence']], 0.05)
  expect(metadata).toMatchObject({ has_sound: true, silence_ranges: 1 })
})

test('loudness is measured of the whole, and where it is much louder or quieter', async () => {
  const { ranges, metadata } = await analyse('loudness', 'loud.mp4')
  // A sine of 0.8 has −4.9 dBFS by its power (one channel), and five of fifteen seconds of it are above the gate.
  expect(metadata).toMatchObject({ has_sound: true })
  expect(metadata.integrated_lufs).toBeGreaterThan(-8)
  expect(metadata.integrated_lufs).toBeLessThan(-3)
  expect(metadata.true_peak_dbtp).toBeCloseTo(-1.9, 0)
  expectRanges(
    ranges.filter(({ start }) => start < 3),
    [[1.5, 3.5, 'quiet']],
    0.6,
  )
})

test.each(['silence', 'loudness'])('%s of a video without sound says that it has none', async (name) => {
  expect(await analyse(name, 'landscape.mp4')).toMatchObject({ ranges: [], metadata: { has_sound: false } })
})

test.each(builtinAnalysers.map(({ name }) => name))('%s says what can be set, and does without any of it', (name) => {
  const { configSchema, title, description, version } = builtinAnalysers.find((one) => one.name === name) ?? {}
  expect([title, description, version].every((text) => text && text.length > 0)).toBe(true)
  const defaults = completeConfig(configSchema ?? {}, {})
  expect(Object.keys(defaults)).toEqual(Object.keys((configSchema?.properties ?? {}) as object))
  expect(() => completeConfig(configSchema ?? {}, { ...defaults, thresold: 1 })).toThrow('thresold is not a setting')
})

test('an analysis that is cancelled stops its ffmpeg', async () => {
  const stop = new AbortController()
  const running = analyse('scenes', 'slow.mov', {}, stop.signal)
  setImmediate(() => stop.abort())
  await once(stop.signal, 'abort')
  await expect(running).rejects.toMatchObject({ code: 'CANCELLED' })
})
