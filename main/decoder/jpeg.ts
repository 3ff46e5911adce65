// SPDX-License-Identifier: GPL-3.0-or-later
import { AV_CODEC_FLAG_QSCALE, AV_CODEC_ID_MJPEG, AVCOL_RANGE_JPEG } from 'node-av/constants'
import { Codec, CodecContext, type Frame, Packet } from 'node-av/lib'
import { check } from './libav.ts'

/** FFmpeg counts quality in these steps. */
const lambdaPerQuality = 118

/** Encodes a frame in `yuvj420p` as a JPEG with a quality from 2 (best) to 31. */
export function encodeJpeg(frame: Frame, quality: number): Uint8Array {
  const encoder = Codec.findEncoder(AV_CODEC_ID_MJPEG)
  if (!encoder) throw new Error('The decoder cannot write JPEGs')
  const codec = new CodecContext()
  const packet = new Packet()
  packet.alloc()
  try {
    codec.allocContext3(encoder)
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
    frame.quality = lambdaPerQuality * quality
    check(codec.sendFrameSync(frame))
    check(codec.receivePacketSync(packet))
    return Uint8Array.from(packet.data ?? [])
  } finally {
    packet.free()
    codec.freeContext()
  }
}
