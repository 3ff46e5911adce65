// SPDX-License-Identifier: GPL-3.0-or-later
import type { Requests } from '../media/decoder/request.ts'
import { createFilter } from './filter.ts'
import { grabFrame } from './grab.ts'
import { withMedia } from './media-file.ts'

/** Decodes the alpha channel of the first frame of an image: one byte per pixel, row by row. */
export function decodeAlpha({ input }: Requests['alpha']): Uint8Array {
  return withMedia(input, 'video', (file) => {
    const filter = createFilter('alphaextract,format=gray', file.stream)
    try {
      const frame = grabFrame(file, filter, { atSeconds: 0, isKeyframe: true })?.frame
      if (!frame) throw new Error('There is no picture that can be decoded')
      try {
        return frame.toBuffer()
      } finally {
        frame.free()
      }
    } finally {
      filter.free()
    }
  })
}
