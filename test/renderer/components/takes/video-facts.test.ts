import { describe, expect, it } from 'vitest'
import { aspectRatioOf, factsOf } from '../../../../renderer/components/takes/video-facts.ts'
import type { VideoDetails } from '../../../../shared/contract/videos.ts'
import { blankVideo } from '../../../support/blank-video.ts'

const ferry: VideoDetails = {
  ...blankVideo,
  id: 'ferry',
  name: 'Ferry',
  file_path: '/takes/ferry.mp4',
  file_hash: 'ab'.repeat(32),
  size_bytes: 18_400_000,
  duration_seconds: 8.008,
  resolution: '1080x1920',
  width: 1080,
  height: 1920,
  aspect_ratio: '9:16',
  codec: 'h264',
  fps: 29.97,
  frame_rate: '30000/1001',
  frame_count: 240,
  bit_rate: 18_381_000,
  audio_codec: null,
  rotation: 90,
  container: 'mov,mp4,m4a,3gp,3g2,mj2',
  source_type: 'generated',
}

function factsByLabel(video: VideoDetails): Record<string, string> {
  return Object.fromEntries(factsOf(video))
}

describe('the facts of a video', () => {
  it('are in people’s words', () => {
    expect(factsByLabel(ferry)).toMatchObject({
      Duration: '00:08.008',
      Frames: '240',
      Picture: '1080×1920 · 9:16',
      'Frame rate': '29.97 (30000/1001) fps',
      Rotation: '90° clockwise',
      Audio: 'None',
      Source: 'Generated',
    })
  })

  it('are dashes where nothing is known, never zero', () => {
    const unknown = Object.fromEntries(
      Object.entries(ferry).map(([key, value]) => [
        key,
        typeof value === 'string' || Array.isArray(value) ? value : null,
      ]),
    )
    const bare = { ...unknown, codec: null, frame_rate: null, resolution: null, aspect_ratio: null, container: null }
    const { Source, ...facts } = factsByLabel({ ...ferry, ...bare, size_bytes: Number.NaN } as VideoDetails)
    expect(Source).toBe('Generated')
    expect(new Set(Object.values(facts))).toEqual(new Set(['–']))
  })

  it('take the shape of the picture from its ratio, which knows the shape of pixels', () => {
    expect(aspectRatioOf({ width: 720, height: 576, aspect_ratio: '16:9' })).toBeCloseTo(16 / 9)
    expect(aspectRatioOf({ width: 640, height: 480, aspect_ratio: null })).toBeCloseTo(4 / 3)
    expect(aspectRatioOf({ width: null, height: null, aspect_ratio: null })).toBeCloseTo(16 / 9)
  })
})
