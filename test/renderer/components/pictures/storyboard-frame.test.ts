import { expect, test } from 'vitest'
import { frameAtPart, frameBackground } from '../../../../renderer/components/pictures/storyboard-frame.ts'
import { barsOf } from '../../../../renderer/components/player/waveform-bars.ts'

test('each part of a take has its frame, the ends too', () => {
  expect([-1, 0, 0.039, 0.04, 0.5, 0.999, 1, 2].map((part) => frameAtPart({ count: 25 }, part))).toEqual([
    ...[0, 0, 0, 1, 12, 24, 24, 24],
  ])
  expect(frameAtPart({ count: 1 }, 0.9)).toBe(0)
})

test('a frame is found on its sheet, whatever its size', () => {
  const sheet = { src: '/s', layout: { count: 5, columns: 3, rows: 2, tile_width: 240, tile_height: 136 } }
  expect(frameBackground(sheet, 4)).toEqual({
    backgroundImage: 'url("/s")',
    backgroundSize: '300% 200%',
    backgroundPosition: '50% 100%',
  })
  const only = { src: '/s', layout: { count: 1, columns: 1, rows: 1, tile_width: 240, tile_height: 136 } }
  expect(frameBackground(only, 0)).toMatchObject({ backgroundSize: '100% 100%', backgroundPosition: '0% 0%' })
})

test('no peak is lost between bars, and there are as many bars as asked for, also with fewer peaks', () => {
  const peaks = Array.from({ length: 1000 }, () => 0)
  peaks[777] = 255
  expect(barsOf(peaks, 300).filter((bar) => bar === 1)).toHaveLength(1)
  expect(barsOf([0, 255], 6)).toEqual([0, 0, 0, 1, 1, 1])
  expect(barsOf([], 3)).toEqual([0, 0, 0])
})
