// SPDX-License-Identifier: GPL-3.0-or-later
import type { Frame } from 'node-av/lib'
import type { Requests } from '../media/decoder/request.ts'
import { framesAt } from './even-frames.ts'
import { createFilter, uprightFilters } from './filter.ts'
import { grabFrame } from './grab.ts'
import { type MediaFile, withMedia } from './media-file.ts'

/** Decodes the frames at the given times, each scaled to a grey square. */
export function decodeGreyFrames({ input, times, side, isSought }: Requests['grey']): Uint8Array {
  return withMedia(input, 'video', (file) => {
    const toPicture = `${uprightFilters(file.stream)}scale=${side}:${side}:flags=area,format=gray`
    const frames =
      isSought || times.length === 1 ? seekFrames(file, toPicture, times) : framesAt(file, toPicture, times)
    try {
      return Buffer.concat(frames.map((frame) => frame.toBuffer()))
    } finally {
      for (const frame of frames) frame.free()
    }
  })
}

function seekFrames(file: MediaFile, toPicture: string, times: readonly number[]): Frame[] {
  const filter = createFilter(toPicture, file.stream)
  try {
    return times.flatMap((atSeconds) => grabFrame(file, filter, { atSeconds })?.frame ?? [])
  } finally {
    filter.free()
  }
}
