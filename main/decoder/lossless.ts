// SPDX-License-Identifier: GPL-3.0-or-later
import { AV_CODEC_FLAG_FRAME_DURATION, AV_CODEC_ID_FFV1, AVERROR_EAGAIN, AVERROR_EOF } from 'node-av/constants'
import { Codec, CodecContext, FormatContext, type Frame, Packet, type Stream } from 'node-av/lib'
import type { Requests } from '../media/decoder/request.ts'
import { createFilter } from './filter.ts'
import { decodeFrames, packets } from './frames.ts'
import { check } from './libav.ts'
import { fromStart, type MediaFile, withMedia } from './media-file.ts'

/** Formats of pixels that FFV1 and the WebP decoder share, and old versions of ffmpeg read. */
const pixels = 'format=yuv420p|yuva420p|bgra'

/** Writes the pictures of a video to `target`, without loss and with their times: FFV1 in Matroska. */
export function writeLossless({ input, target }: Requests['lossless']): null {
  return withMedia(input, 'video', (file) => {
    const filter = createFilter(pixels, file.stream)
    const writer = createWriter(file, target)
    try {
      for (const frame of decodeFrames(
        file,
        packets(file, () => true),
      )) {
        frame.pts = fromStart(file, frame.pts)
        for (const filtered of filter.filter(frame)) {
          writer.write(filtered)
          filtered.free()
        }
      }
      writer.end()
      return null
    } finally {
      filter.free()
      writer.free()
    }
  })
}

/** Creates the file with the first frame, whose format it has. */
function createWriter({ stream: source }: MediaFile, target: string) {
  const codec = new CodecContext()
  const context = new FormatContext()
  const packet = new Packet()
  packet.alloc()
  let stream: Stream | undefined
  const start = ({ width, height, format }: Frame) => {
    const encoder = Codec.findEncoder(AV_CODEC_ID_FFV1)
    if (!encoder) throw new Error('The decoder cannot write FFV1')
    codec.allocContext3(encoder)
    const { timeBase } = source
    const flags = codec.flags | AV_CODEC_FLAG_FRAME_DURATION
    Object.assign(codec, { width, height, pixelFormat: format, timeBase, flags, threadCount: 1 })
    check(codec.open2Sync(encoder, null))
    check(context.allocOutputContext2(null, 'matroska', target))
    stream = context.newStream(encoder)
    stream.timeBase = timeBase
    check(stream.codecpar.fromContext(codec))
    check(context.openOutputSync())
    check(context.writeHeaderSync())
  }
  const drain = () => {
    for (;;) {
      const received = codec.receivePacketSync(packet)
      if (received === AVERROR_EAGAIN || received === AVERROR_EOF) return
      check(received)
      packet.streamIndex = 0
      packet.rescaleTs(codec.timeBase, stream?.timeBase ?? codec.timeBase)
      check(context.interleavedWriteFrameSync(packet))
      packet.unref()
    }
  }
  return {
    write(frame: Frame): void {
      if (!stream) start(frame)
      check(codec.sendFrameSync(frame))
      drain()
    },
    end(): void {
      if (!stream) throw new Error('It has no frames')
      check(codec.sendFrameSync(null))
      drain()
      check(context.writeTrailerSync())
      context.closeOutputSync()
    },
    free(): void {
      packet.free()
      codec.freeContext()
      context.freeContext()
    },
  }
}
