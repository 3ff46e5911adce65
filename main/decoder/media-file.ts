// SPDX-License-Identifier: GPL-3.0-or-later
import {
  AV_DISPOSITION_ATTACHED_PIC,
  AV_NOPTS_VALUE,
  AVDISCARD_ALL,
  AVMEDIA_TYPE_AUDIO,
  AVMEDIA_TYPE_VIDEO,
} from 'node-av/constants'
import { Codec, CodecContext, Dictionary, FormatContext, InputFormat, type Stream } from 'node-av/lib'
import type { MediaInput } from '../media/decoder/request.ts'
import { check } from './libav.ts'

/** One stream of an open file, with its decoder. */
export interface MediaFile {
  context: FormatContext
  stream: Stream
  codec: CodecContext
  /** Seconds of a timestamp of the stream, counted from the start of the file. */
  secondsOf(timestamp: bigint): number
}

/** Opens a file, passes it to `work` and closes it. @throws Error if its format is not allowed or not recognized. */
export function withContext<T>({ path, options, format }: MediaInput, work: (context: FormatContext) => T): T {
  const context = new FormatContext()
  context.allocContext()
  try {
    const named = format === undefined ? null : InputFormat.findInputFormat(format)
    check(context.openInputSync(path, named, Dictionary.fromObject(options)))
    check(context.findStreamInfoSync(null))
    return work(context)
  } finally {
    context.closeInputSync()
  }
}

type MediaKind = 'video' | 'audio'

/** Opens a file with a decoder for its first stream of `kind`, on one thread. @throws Error if it has none. */
export function withMedia<T>(input: MediaInput, kind: MediaKind, work: (file: MediaFile) => T): T {
  return withContext(input, (context) => withStream(context, kind, work))
}

/** Gives `work` a decoder for the first stream of `kind` of an open file. @throws Error if it has none. */
export function withStream<T>(context: FormatContext, kind: MediaKind, work: (file: MediaFile) => T): T {
  const stream = context.streams.find((it) => (kind === 'video' ? isVideo(it) : isAudio(it)))
  if (!stream) throw new Error(`The file has no ${kind} stream`)
  for (const other of context.streams) if (other.index !== stream.index) other.discard = AVDISCARD_ALL
  const decoder = Codec.findDecoder(stream.codecpar.codecId)
  if (!decoder) throw new Error(`There is no decoder for its ${kind} stream`)
  const codec = new CodecContext()
  try {
    codec.allocContext3(decoder)
    check(codec.parametersToContext(stream.codecpar))
    codec.threadCount = 1
    codec.pktTimebase = stream.timeBase
    check(codec.open2Sync(decoder, null))
    const { num, den } = stream.timeBase
    const start = context.startTime === AV_NOPTS_VALUE ? 0 : Number(context.startTime) / 1_000_000
    return work({ context, stream, codec, secondsOf: (timestamp) => (Number(timestamp) * num) / den - start })
  } finally {
    codec.freeContext()
  }
}

/** Returns a timestamp of the stream counted from the start of the file. */
export function fromStart({ stream, secondsOf }: MediaFile, timestamp: bigint): bigint {
  return BigInt(Math.round((secondsOf(timestamp) * stream.timeBase.den) / stream.timeBase.num))
}

/** Returns whether a stream is video other than cover art. */
export function isVideo({ codecpar, disposition }: Stream): boolean {
  return codecpar.codecType === AVMEDIA_TYPE_VIDEO && (disposition & AV_DISPOSITION_ATTACHED_PIC) === 0
}

function isAudio({ codecpar }: Stream): boolean {
  return codecpar.codecType === AVMEDIA_TYPE_AUDIO
}
