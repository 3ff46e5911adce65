// SPDX-License-Identifier: GPL-3.0-or-later
import { statSync } from 'node:fs'
import { AV_NOPTS_VALUE, AV_PKT_DATA_DISPLAYMATRIX, AVMEDIA_TYPE_AUDIO, AVMEDIA_TYPE_VIDEO } from 'node-av/constants'
import { avGetCodecName, type FormatContext, type Stream } from 'node-av/lib'
import type { Requests } from '../media/decoder/request.ts'
import { rotationOf } from './filter.ts'
import { isVideo, withContext } from './media-file.ts'

/** Describes a file in the form of ffprobe's JSON, as far as Rushes reads it. */
export function probe({ input }: Requests['probe']): object {
  return withContext(input, (context) => probeContext(context, input.path))
}

/** Describes the open file at `path` in the same way. */
export function probeContext(context: FormatContext, path: string): object {
  return {
    streams: context.streams.map(describeStream),
    format: {
      format_name: context.iformat?.name ?? undefined,
      duration: durationOf(context)?.toFixed(6),
      size: String(statSync(path).size),
      bit_rate: context.bitRate > 0n ? String(context.bitRate) : undefined,
      tags: context.metadata?.getAll() ?? {},
    },
  }
}

/** Returns the seconds that an open file lasts; undefined if it does not say. */
export function durationOf({ duration }: FormatContext): number | undefined {
  return duration === AV_NOPTS_VALUE ? undefined : Number(duration) / 1_000_000
}

const kinds = new Map<number, string>([
  [AVMEDIA_TYPE_VIDEO, 'video'],
  [AVMEDIA_TYPE_AUDIO, 'audio'],
])

function describeStream(stream: Stream): object {
  const { codecpar, timeBase, duration, nbFrames, avgFrameRate, rFrameRate, sampleAspectRatio } = stream
  const pixel = sampleAspectRatio.num > 0 ? sampleAspectRatio : codecpar.sampleAspectRatio
  const rotation = rotationOf(codecpar.getCodedSideData(AV_PKT_DATA_DISPLAYMATRIX))
  return {
    codec_type: kinds.get(codecpar.codecType) ?? 'data',
    codec_name: avGetCodecName(codecpar.codecId) ?? undefined,
    width: codecpar.width || undefined,
    height: codecpar.height || undefined,
    sample_aspect_ratio: pixel.num > 0 ? `${pixel.num}:${pixel.den}` : undefined,
    avg_frame_rate: `${avgFrameRate.num}/${avgFrameRate.den}`,
    r_frame_rate: `${rFrameRate.num}/${rFrameRate.den}`,
    nb_frames: nbFrames > 0n ? String(nbFrames) : undefined,
    duration: duration === AV_NOPTS_VALUE ? undefined : ((Number(duration) * timeBase.num) / timeBase.den).toFixed(6),
    tags: stream.metadata?.getAll() ?? {},
    side_data_list: rotation === undefined ? undefined : [{ rotation }],
    disposition: { attached_pic: codecpar.codecType === AVMEDIA_TYPE_VIDEO && !isVideo(stream) ? 1 : 0 },
  }
}
