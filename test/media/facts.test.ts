import { expect, test } from 'vitest'
import { probe } from '../../main/media/ffprobe.ts'
import { findFfprobe } from '../../main/media/tools.ts'
import { videoFacts } from '../../main/media/video-facts.ts'
import { type ClipName, clip } from '../support/clips.ts'

async function factsOf(name: ClipName) {
  const path = await clip(name)
  return videoFacts(await probe((await findFfprobe()).path, path), path)
}

// In rotated.mp4 the display matrix turns the picture a quarter to the left.
test.for([
  [
    'landscape.mp4',
    {
      resolution: '320x180',
      aspect_ratio: '16:9',
      codec: 'h264',
      fps: 25,
      audio_codec: null,
      rotation: 0,
      duration_seconds: 1,
    },
  ],
  ['portrait.mp4', { resolution: '180x320', aspect_ratio: '9:16', fps: 24, frame_rate: '24/1' }],
  ['square.mp4', { aspect_ratio: '1:1', fps: 12 }],
  ['rotated.mp4', { resolution: '180x320', width: 180, height: 320, aspect_ratio: '9:16', rotation: 270 }],
  ['ntsc.mp4', { fps: 29.97, frame_rate: '30000/1001', aspect_ratio: '4:3' }],
  ['wide-pixels.mp4', { resolution: '240x180', aspect_ratio: '16:9' }],
  ['sound.mp4', { audio_codec: 'aac' }],
  ['vp9.webm', { codec: 'vp9', audio_codec: 'opus' }],
  ['prores.mov', { codec: 'prores' }],
  ['hevc.mp4', { codec: 'hevc' }],
  ['mpeg4.avi', { codec: 'mpeg4', container: 'avi' }],
  ['ten-seconds.mp4', { frame_count: 240 }],
] as const)('the facts of %s', async ([name, expected]) => {
  const facts = await factsOf(name)
  expect(facts).toMatchObject(expected)
  expect(facts.bit_rate).toBeGreaterThan(1000)
})

const stream = { codec_type: 'video', codec_name: 'h264', width: 1920, height: 1080 }
const read = (video: object, format: Record<string, string> = {}) =>
  videoFacts({ streams: [{ ...stream, ...video }], format }, '/take')

test.for([
  [90, 270],
  [-90, 90],
  [180, 180],
  [-180, 180],
  ['-90', 90],
  [-89.99, 90],
  [0, 0],
  ['N/A', 0],
])('a display matrix of %s degrees turns the picture %i clockwise', ([rotation, expected]) => {
  expect(read({ side_data_list: [{ rotation: rotation ?? 0 }] }).rotation).toBe(expected)
})

test('a matrix decides over an old tag, which alone counts', () => {
  expect(read({ tags: { rotate: '270' } }).rotation).toBe(270)
  expect(read({ tags: { rotate: '90' }, side_data_list: [{ rotation: 180 }] }).rotation).toBe(180)
})

test('what ffprobe does not know is null, never zero or NaN', () => {
  const facts = read(
    { avg_frame_rate: '0/0', r_frame_rate: '0/0', sample_aspect_ratio: '0:1', width: 0 },
    { duration: 'N/A', bit_rate: 'N/A' },
  )
  expect(facts).toMatchObject({
    fps: null,
    frame_rate: null,
    duration_seconds: null,
    bit_rate: null,
    width: null,
    resolution: null,
    aspect_ratio: null,
  })
})

test('a bit rate that the container does not say comes from size and duration', () => {
  expect(read({}, { duration: '4', size: '1000000' }).bit_rate).toBe(2_000_000)
})

test('the rate of a variable file is its average', () => {
  expect(read({ avg_frame_rate: '24000/1001', r_frame_rate: '90000/1' })).toMatchObject({
    fps: 23.98,
    frame_rate: '24000/1001',
  })
})

test('cover art is no picture', () => {
  const art = { streams: [{ ...stream, disposition: { attached_pic: 1 } }, { codec_type: 'audio' }], format: {} }
  expect(() => videoFacts(art, '/song.mp4')).toThrow('/song.mp4 has no picture')
})
