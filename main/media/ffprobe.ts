import { stat } from 'node:fs/promises'
import { z } from 'zod'
import { RushesError } from '../../shared/errors.ts'
import { type Animation, readAnimation } from './images/animation.ts'
import { type ImageCodec, imageInput, videoInput } from './inputs.ts'
import { limits } from './limits.ts'
import { requireMedia } from './require-media.ts'
import { exceededLimit, runProgram } from './run-program.ts'

const text = z.string().optional()
const tags = z.record(z.string(), z.string()).optional()
const number = z.union([z.number(), z.string()]).optional()

const streamSchema = z.looseObject({
  codec_type: text,
  codec_name: text,
  width: z.number().optional(),
  height: z.number().optional(),
  sample_aspect_ratio: text,
  avg_frame_rate: text,
  r_frame_rate: text,
  nb_frames: text,
  duration: number,
  tags,
  side_data_list: z.array(z.looseObject({ rotation: number })).optional(),
  disposition: z.looseObject({ attached_pic: z.number().optional() }).optional(),
})
const probeSchema = z.looseObject({
  streams: z.array(streamSchema).default([]),
  format: z.looseObject({ format_name: text, duration: number, bit_rate: number, size: number, tags }).default({}),
})
export type Probe = z.infer<typeof probeSchema>
export type ProbeStream = z.infer<typeof streamSchema>

/** Returns the first video stream that is no cover art; undefined if there is none. */
export function pictureOf({ streams }: Probe): ProbeStream | undefined {
  return streams.find((it) => it.codec_type === 'video' && it.disposition?.attached_pic !== 1)
}

export interface ProbeOptions {
  /** The path by which people know the file. */
  named?: string
  /** The format of an image; the file is a video without it. */
  image?: ImageCodec
  /** Sections to print in addition to the streams. */
  show?: readonly string[]
  signal?: AbortSignal | undefined
}

/**
 * Probes the file at `path`, which is absolute, with ffprobe. See [Note: which formats are opened].
 * @throws RushesError FILE_UNREADABLE if the file cannot be read, FILE_MISSING, CANCELLED by `signal`.
 */
export async function probe(ffprobe: string, path: string, options: ProbeOptions = {}): Promise<Probe> {
  const { named = path, image, show = ['-show_format'], signal } = options
  await requireMedia(path, 'FILE_UNREADABLE', named)
  const animation = image === undefined ? await readAnimation(path) : undefined
  if (animation?.format === 'webp') return describeWebp(animation, (await stat(path)).size)
  const input = image === undefined ? videoInput(path) : imageInput(path, image)
  const args = ['-v', 'error', ...show, '-show_streams', '-of', 'json', ...input]
  try {
    const answer = parseProbe(JSON.parse(String(await runProgram(ffprobe, args, { limits: limits.probe, signal }))))
    return animation ? withTimes(answer, animation) : answer
  } catch (error) {
    if (error instanceof RushesError && error.code !== 'TOOL_FAILED') throw error
    throw unreadable(error, path, named)
  }
}

/** Returns what ffprobe, or the decoder in the same form, says of a file. @throws ZodError if it has another form. */
export function parseProbe(printed: unknown): Probe {
  return probeSchema.parse(printed)
}

/** Returns the error for a file that a program cannot read, which people know as `named`; `cause` says why. */
export function unreadable(cause: unknown, path: string, named: string): RushesError {
  const message = `${named} is not a readable video: ${reasonOf(cause, path)}.`
  return new RushesError('FILE_UNREADABLE', message, { cause })
}

/** Adds what ffprobe does not state of an animated PNG: the number of its frames, and their durations in all. */
export function withTimes({ streams, format }: Probe, { frames, durationSeconds }: Animation): Probe {
  const known = streams.map((stream) => ({ ...stream, nb_frames: stream.nb_frames ?? String(frames) }))
  return { streams: known, format: { ...format, duration: format.duration ?? durationSeconds } }
}

/** Describes an animated WebP as ffprobe would, which states a size of 0 × 0. */
export function describeWebp({ width, height, frames, durationSeconds }: Animation, size: number): Probe {
  const rate = durationSeconds > 0 ? `${frames * 1000}/${Math.round(durationSeconds * 1000)}` : undefined
  const picture = { codec_type: 'video', codec_name: 'webp', width, height, nb_frames: String(frames) }
  return {
    streams: [{ ...picture, avg_frame_rate: rate, duration: durationSeconds }],
    format: { format_name: 'webp', duration: durationSeconds, size },
  }
}

function reasonOf(error: unknown, path: string): string {
  if (!(error instanceof RushesError)) return 'ffprobe printed no valid result'
  const limit = exceededLimit(error)
  const tool = error.message.startsWith('The decoder') ? 'the decoder' : 'ffprobe'
  if (limit !== undefined) return `${tool} was needed to read it, and ${limit}`
  if (/not on whitelist/i.test(String(error.data?.stderr))) return 'Rushes does not import its format'
  const reason = error.message.replace(/^ffprobe(\.exe)? failed: /, '').replace(`${path}: `, '')
  return reason.charAt(0).toLowerCase() + reason.slice(1).replace(/\.$/, '')
}
