import { expect, test } from 'vitest'
import { gatherRanges } from '../../../main/media/analysers/gather-ranges.ts'

const frame = (seconds: number, values: Record<string, string>) => ({
  seconds,
  number: 0,
  values: new Map(Object.entries(values)),
})

test('what begins and ends is a stretch, and what still lasts ends with the file', () => {
  const silent = gatherRanges('silence', 0.5)
  silent.onFrame(frame(2.5, { silence_start: '2.012' }))
  silent.onFrame(frame(3.51, { silence_end: '3.5', silence_duration: '1.488' }))
  silent.onFrame(frame(7.5, { silence_start: '7' }))
  expect(silent.finish(9)).toEqual([
    { start: expect.closeTo(2.012), end: 3.5 },
    { start: 7, end: 9 },
  ])
})

test('what lasted just long enough is told by one frame', () => {
  const frozen = gatherRanges('freeze', 1)
  frozen.onFrame(frame(6, { freeze_start: '5', freeze_duration: '1', freeze_end: '6' }))
  expect(frozen.finish(9)).toEqual([{ start: 5, end: 6 }])
})

test('hours into a file, where ffmpeg writes a tenth of a second, the time of the frame is taken', () => {
  const frozen = gatherRanges('freezedetect.freeze', 1)
  frozen.onFrame(frame(20_001.04, { 'freezedetect.freeze_start': '20000' }))
  frozen.onFrame(frame(20_004.48, { 'freezedetect.freeze_end': '20004.5', 'freezedetect.freeze_duration': '4.44' }))
  frozen.onFrame(frame(20_010.36, { 'freezedetect.freeze_start': '20009.4' }))
  expect(frozen.finish(20_020)).toEqual([
    { start: expect.closeTo(20_000.04), end: 20_004.48 },
    { start: expect.closeTo(20_009.36), end: 20_020 },
  ])
})
