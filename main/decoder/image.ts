// SPDX-License-Identifier: GPL-3.0-or-later
import type { Requests } from '../media/decoder/request.ts'
import { createFilter } from './filter.ts'
import { grabFrame } from './grab.ts'
import { encodeJpeg } from './jpeg.ts'
import { withMedia } from './media-file.ts'

const quality = 4

/** Makes a JPEG of the first frame of an image. */
export function makeImage({ input, filters }: Requests['image']): Uint8Array {
  return withMedia(input, 'video', (file) => {
    const filter = createFilter(`${filters},format=yuvj420p`, file.stream)
    try {
      const frame = grabFrame(file, filter, { atSeconds: 0, isKeyframe: true })?.frame
      if (!frame) throw new Error('There is no picture that can be decoded')
      try {
        return encodeJpeg(frame, quality)
      } finally {
        frame.free()
      }
    } finally {
      filter.free()
    }
  })
}
