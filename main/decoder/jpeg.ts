// SPDX-License-Identifier: GPL-3.0-or-later
import { AV_CODEC_FLAG_QSCALE, AV_CODEC_ID_MJPEG, AVCOL_RANGE_JPEG } from 'node-av/constants'
import { Codec, CodecContext, type Frame, Packet } from 'node-av/lib'
import { check } from './libav.ts'

/** FFmpeg counts quality in these steps. */
const lambdaPerQuality = 118

interface Encoder {
  codec: CodecContext
  /** The shape and quality of frames that it was opened for. */
  key: string
  /** The number of frames that it has got, which is the time of the next one: times must ascend. */
  frames: bigint
}

/** The encoder used last: to open one takes as long as to encode a small picture, and many posters have one size. */
let last: Encoder | undefined

/** Encodes a frame in `yuvj420p` as a JPEG with a quality from 2 (best) to 31. */
export function encodeJpeg(frame: Frame, quality: number): Uint8Array {
  const key = `${frame.width}x${frame.height} ${frame.format} ${quality}`
  if (last?.key !== key) {
    forget()
    last = { codec: openEncoder(frame, quality), key, frames: 0n }
  }
  const { codec } = last
  const packet = new Packet()
  packet.alloc()
  try {
    frame.quality = lambdaPerQuality * quality
    frame.pts = last.frames++
    check(codec.sendFrameSync(frame))
    check(codec.receivePacketSync(packet))
    return Uint8Array.from(packet.data ?? [])
  } catch (error) {
    forget()
    throw error
  } finally {
    packet.free()
  }
}

function forget(): void {
  last?.codec.freeContext()
  last = undefined
}

function openEncoder(frame: Frame, quality: number): CodecContext {
  const encoder = Codec.findEncoder(AV_CODEC_ID_MJPEG)
  if (!encoder) throw new Error('The decoder cannot write JPEGs')
  const codec = new CodecContext()
  codec.allocContext3(encoder)
  try {
    Object.assign(codec, {
      width: frame.width,
      height: frame.height,
      pixelFormat: frame.format,
      colorRange: AVCOL_RANGE_JPEG,
      timeBase: { num: 1, den: 25 },
      threadCount: 1,
      globalQuality: lambdaPerQuality * quality,
      flags: codec.flags | AV_CODEC_FLAG_QSCALE,
    })
    check(codec.open2Sync(encoder, null))
    return codec
  } catch (error) {
    codec.freeContext()
    throw error
  }
}
