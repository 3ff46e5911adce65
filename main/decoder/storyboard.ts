// SPDX-License-Identifier: GPL-3.0-or-later
import type { Frame } from 'node-av/lib'
import type { Requests } from '../media/decoder/request.ts'
import { framesAt } from './even-frames.ts'
import { createFilter, type FrameFilter, uprightFilters } from './filter.ts'
import { grabFrame } from './grab.ts'
import { encodeJpeg } from './jpeg.ts'
import { type MediaFile, withMedia } from './media-file.ts'

type Request = Requests['storyboard']
type Tile = { frame: Frame; earlySeconds: number } | undefined

const quality = 5

/** Makes one JPEG of evenly spaced frames. A tile without a frame repeats the one before. */
export function makeStoryboard(request: Request): Uint8Array {
  const { tile_width, tile_height } = request.layout
  return withMedia(request.input, 'video', (file) => {
    const fit = `${uprightFilters(file.stream)}scale=${tile_width}:${tile_height},setsar=1,format=yuvj420p`
    const tiles = request.isSought ? seekTiles(file, fit, request) : decodeTiles(file, fit, request)
    try {
      return join(file, tiles, request)
    } finally {
      for (const tile of tiles) tile?.free()
    }
  })
}

function decodeTiles(file: MediaFile, fit: string, { layout, stepSeconds }: Request): (Frame | undefined)[] {
  const times = Array.from({ length: layout.count }, (_, tile) => (tile + 0.5) * stepSeconds)
  return framesAt(file, fit, times)
}

/**
 * Seeks the keyframe before the time of each tile. If that keyframe is nearer to the time of another tile, decodes up
 * to the tile's own time, or the whole video if that is less work. A video for which both are too much keeps the
 * keyframes.
 */
function seekTiles(file: MediaFile, fit: string, request: Request): (Frame | undefined)[] {
  const { layout, stepSeconds, maxDecodedSeconds } = request
  const filter = createFilter(fit, file.stream)
  const sought: Tile[] = []
  const durationSeconds = stepSeconds * layout.count
  try {
    for (let tile = 0; tile < layout.count; tile++)
      sought.push(grabTile(file, filter, (tile + 0.5) * stepSeconds, true))
    const late = sought.flatMap((it, tile) => (it && it.earlySeconds > stepSeconds ? [{ tile, ...it }] : []))
    const toDecodeSeconds = late.reduce((sum, { earlySeconds }) => sum + earlySeconds, 0)
    if (toDecodeSeconds > durationSeconds && durationSeconds <= maxDecodedSeconds) {
      for (const it of sought.splice(0)) it?.frame.free()
      return decodeTiles(file, fit, request)
    }
    if (toDecodeSeconds <= maxDecodedSeconds) {
      for (const { tile, frame } of late) {
        const exact = grabTile(file, filter, (tile + 0.5) * stepSeconds, false)
        if (!exact) continue
        frame.free()
        sought[tile] = exact
      }
    }
    return sought.map((it) => it?.frame)
  } finally {
    filter.free()
  }
}

function grabTile(file: MediaFile, filter: FrameFilter, atSeconds: number, isKeyframe: boolean): Tile {
  const grabbed = grabFrame(file, filter, { atSeconds, isKeyframe })
  return grabbed && { frame: grabbed.frame, earlySeconds: atSeconds - grabbed.seconds }
}

function join({ stream }: MediaFile, tiles: readonly (Frame | undefined)[], { layout }: Request): Uint8Array {
  const { columns, rows, count } = layout
  let last = tiles.find((tile) => tile !== undefined)
  if (!last) throw new Error('There is no frame that can be decoded')
  const filter = createFilter(`tile=${columns}x${rows}:nb_frames=${count}`, stream)
  const sheets: Frame[] = []
  try {
    for (let index = 0; index < count; index++) {
      last = tiles[index] ?? last
      last.pts = BigInt(index)
      sheets.push(...filter.filter(last))
    }
    const [sheet] = sheets
    if (!sheet) throw new Error('The tiles could not be joined')
    return encodeJpeg(sheet, quality)
  } finally {
    for (const sheet of sheets) sheet.free()
    filter.free()
  }
}
