// SPDX-License-Identifier: GPL-3.0-or-later
import {
  AV_CODEC_ID_H264,
  AV_NOPTS_VALUE,
  AV_PKT_FLAG_DISCARD,
  AVERROR_EAGAIN,
  AVERROR_ENOMEM,
  AVSEEK_FLAG_BACKWARD,
} from 'node-av/constants'
import { Frame, Packet } from 'node-av/lib'
import { check } from './libav.ts'
import type { MediaFile } from './media-file.ts'
import { reportProgress } from './progress.ts'

/** More packets than a frame can be moved by between the order of decoding and that of display. */
const reorderedPackets = 32

interface Wanted {
  packet: Packet
  isWanted: boolean
}

/**
 * Decodes the frames of a stream from where the file was sought, or its start. A frame is valid until the next one.
 * Damaged packets are passed over, and all but keyframes if only those are asked for.
 *
 * A frame that is not wanted may be missing: in H.264, one that no other frame refers to is not decoded then, which
 * changes none of the others.
 */
export function* decodeFrames(file: MediaFile, packets: Iterable<Wanted>, onlyKeyframes = false): Generator<Frame> {
  const { codec } = file
  const skip = (what: 'default' | 'noref' | 'nokey') => void check(codec.setOption('skip_frame', what))
  const frame = new Frame()
  frame.alloc()
  const canSkip = codec.codecId === AV_CODEC_ID_H264 && !onlyKeyframes
  let skips = false
  skip(onlyKeyframes ? 'nokey' : 'default')
  try {
    for (const { packet, isWanted } of packets) {
      if (canSkip && skips === isWanted) {
        skips = !isWanted
        skip(skips ? 'noref' : 'default')
      }
      yield* send(file, packet, frame)
    }
    yield* send(file, null, frame)
  } finally {
    frame.free()
  }
}

function* send({ codec }: MediaFile, packet: Packet | null, frame: Frame): Generator<Frame> {
  for (let isSent = false; !isSent; ) {
    const sent = codec.sendPacketSync(packet)
    if (sent === AVERROR_ENOMEM) check(sent)
    isSent = sent !== AVERROR_EAGAIN
    for (;;) {
      const received = codec.receiveFrameSync(frame)
      if (received === AVERROR_ENOMEM) check(received)
      if (received < 0) break
      reportProgress()
      frame.pts = frame.bestEffortTimestamp
      yield frame
      frame.unref()
    }
  }
}

/** Seeks to the keyframe before a time, counted from the start of the file, and forgets what was being decoded. */
export function seek({ context, codec }: MediaFile, seconds: number): void {
  // FFmpeg would go on between two frames of an animated WebP, which has no index. It is decoded from where it is.
  if (context.iformat?.name === 'webp_anim') return
  const start = context.startTime === AV_NOPTS_VALUE ? 0n : context.startTime
  // If it cannot be sought, decoding continues from where it is, as in ffmpeg.
  context.seekFrameSync(-1, start + BigInt(Math.round(seconds * 1_000_000)), AVSEEK_FLAG_BACKWARD)
  codec.flushBuffers()
}

/** Reads the packets of a stream; those of which `isWanted` is false hold no frame that is needed. */
export function* packets(
  { context, stream, secondsOf }: MediaFile,
  isWanted: (seconds: number) => boolean,
): Generator<Wanted> {
  const packet = new Packet()
  packet.alloc()
  try {
    while (context.readFrameSync(packet) >= 0) {
      reportProgress()
      if (packet.streamIndex === stream.index)
        yield { packet, isWanted: packet.pts === AV_NOPTS_VALUE || isWanted(secondsOf(packet.pts)) }
      packet.unref()
    }
  } finally {
    packet.free()
  }
}

interface Queued {
  packet: Packet
  /** NaN if the packet has no time. */
  seconds: number
}

/**
 * Reads the packets of a stream ahead, so that `isWanted` gets the time of a frame and of the one after it on screen.
 * The first frames and the last ones are wanted.
 */
export function* packetsWithNext(
  file: MediaFile,
  isWanted: (seconds: number, nextSeconds: number) => boolean,
): Generator<Wanted> {
  const before: number[] = []
  const queue: Queued[] = []
  function* next(isEnd: boolean): Generator<Wanted> {
    const taken = queue.shift()
    if (!taken) return
    const { packet, seconds } = taken
    try {
      const isEdge = isEnd || before.length < reorderedPackets || Number.isNaN(seconds)
      yield { packet, isWanted: isEdge || isWanted(seconds, timeAfter(seconds, before, queue)) }
    } finally {
      packet.free()
    }
    before.push(seconds)
    if (before.length > reorderedPackets) before.shift()
  }
  try {
    for (const { packet } of packets(file, () => true)) {
      const copy = packet.clone()
      if (!copy) throw new Error('Cannot allocate memory')
      const isTimed = packet.pts !== AV_NOPTS_VALUE && (packet.flags & AV_PKT_FLAG_DISCARD) === 0
      queue.push({ packet: copy, seconds: isTimed ? file.secondsOf(packet.pts) : Number.NaN })
      if (queue.length > reorderedPackets) yield* next(false)
    }
    while (queue.length > 0) yield* next(true)
  } finally {
    for (const { packet } of queue) packet.free()
  }
}

function timeAfter(seconds: number, before: readonly number[], queue: readonly Queued[]): number {
  let after = Number.POSITIVE_INFINITY
  for (const time of before) if (time > seconds && time < after) after = time
  for (const { seconds: time } of queue) if (time > seconds && time < after) after = time
  return after
}
