import { expect, test } from 'vitest'
import { whyNotDisplayed } from '../../../renderer/images/image-labels.ts'

test('an image that cannot be displayed says so, and no other', () => {
  expect(whyNotDisplayed({ codec: 'heic' })).toMatch(/^Rushes can’t display HEIC\./)
  for (const codec of ['png', 'mjpeg', 'avif', 'webp', null]) expect(whyNotDisplayed({ codec })).toBeNull()
})
