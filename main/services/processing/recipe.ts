import type { ProcessingRequest } from '../../../shared/contract/processing.ts'
import type { sourceTypes } from '../../../shared/contract/videos.ts'
import { RushesError } from '../../../shared/errors.ts'
import type { JsonObject } from '../../../shared/json-object.ts'
import type { Core } from '../../core.ts'
import type { ListedVideo } from '../../database/videos/listed-video.ts'
import { requireVideo } from '../../database/videos.ts'
import { toMicroseconds } from '../../media/analysers/analyser.ts'
import { badField } from '../calls/input.ts'

/** An action, the videos that it processes, and the name of the result. */
export interface Recipe {
  request: ProcessingRequest
  /** In their order. */
  videos: readonly [ListedVideo, ...ListedVideo[]]
  /** The parameters as cached; the key of a stitch has its further inputs too. */
  parameters: JsonObject
  name: string
  source_type: (typeof sourceTypes)[number]
  /** Expected duration of the result; null if unknown. */
  totalSeconds: number | null
}

/**
 * Finds the videos of a request and checks it against what the library knows of them.
 * @throws RushesError NOT_FOUND, BAD_INPUT.
 */
export async function readRecipe(core: Core, request: ProcessingRequest): Promise<Recipe> {
  if (request.action === 'stitch') return await stitchRecipe(core, request)
  const video = await requireVideo(core.db, request.video_id)
  const whole = { request, videos: [video], source_type: 'processed', totalSeconds: video.duration_seconds } as const
  if (request.action === 'extract_segment') return { ...whole, ...segment(video, request) }
  if (request.action === 'convert') {
    const { format, height } = request
    const name = [video.name, format.toUpperCase(), height && `${height} lines`].filter(Boolean).join(', ')
    return { ...whole, parameters: { format, ...(height && { height }) }, name }
  }
  if (video.audio_codec === null) throw new RushesError('BAD_INPUT', `“${video.name}” has no sound to extract.`)
  const { format } = request
  return { ...whole, parameters: { format }, name: `${video.name}, sound as ${format.toUpperCase()}` }
}

type SegmentRequest = ProcessingRequest & { action: 'extract_segment' }

/** A segment ends with the video at the latest. */
function segment(video: ListedVideo, request: SegmentRequest): Pick<Recipe, 'parameters' | 'name' | 'totalSeconds'> {
  const start = toMicroseconds(request.start_seconds)
  const end = toMicroseconds(Math.min(request.end_seconds, video.duration_seconds ?? request.end_seconds))
  if (start >= end) {
    throw badField('start_seconds', `“${video.name}” ends at ${video.duration_seconds} s, before the segment begins.`)
  }
  const parameters = { start_seconds: start, end_seconds: end, cut: request.cut }
  return { parameters, name: `${video.name}, ${short(start)}–${short(end)} s`, totalSeconds: end - start }
}

function short(seconds: number): string {
  return String(Math.round(seconds * 100) / 100)
}

async function stitchRecipe(core: Core, request: ProcessingRequest & { action: 'stitch' }): Promise<Recipe> {
  const [firstId = '', ...otherIds] = request.video_ids
  const first = await requireVideo(core.db, firstId)
  const others: ListedVideo[] = []
  for (const id of otherIds) others.push(await requireVideo(core.db, id))
  const and = others.length === 1 ? others[0]?.name : `${others.length} more`
  const lengths = [first, ...others].map(({ duration_seconds }) => duration_seconds ?? Number.NaN)
  const total = lengths.reduce((sum, seconds) => sum + seconds, 0)
  return {
    request,
    videos: [first, ...others],
    parameters: {},
    name: request.name ?? `${first.name} and ${and}`,
    source_type: 'stitched',
    totalSeconds: Number.isFinite(total) ? total : null,
  }
}
