import { z } from 'zod'
import { runTool } from '../run-tool.ts'
import type { Part } from './part.ts'
import { localOnly, type Task } from './task.ts'

/** What must be alike for packets of one file to follow those of another. `extradata_hash` is of the header of a codec. */
const compared = [
  'codec_type',
  'codec_name',
  'codec_tag_string',
  'profile',
  'width',
  'height',
  'pix_fmt',
  'sample_aspect_ratio',
  'field_order',
  'color_space',
  'color_transfer',
  'r_frame_rate',
  'avg_frame_rate',
  'time_base',
  'sample_fmt',
  'sample_rate',
  'channels',
  'channel_layout',
  'extradata_hash',
] as const

const answerSchema = z.looseObject({ streams: z.array(z.looseObject({ side_data_list: z.json().optional() })) })

/** Whether the packets of all parts can be put one after the other: the same streams, in the same order, coded alike. */
export async function sameFormat(
  parts: readonly Part[],
  { ffprobe, signal }: Pick<Task, 'ffprobe' | 'signal'>,
): Promise<boolean> {
  let first: string | undefined
  for (const { path } of parts) {
    const described = await describe(ffprobe, path, signal)
    first ??= described
    if (described !== first) return false
  }
  return true
}

async function describe(ffprobe: string, path: string, signal: AbortSignal): Promise<string> {
  const show = ['-v', 'error', ...localOnly, '-show_data_hash', 'md5', '-show_streams', '-of', 'json', '-i', path]
  const { streams } = answerSchema.parse(JSON.parse(await runTool(ffprobe, show, { signal })))
  const shown = streams.filter(({ codec_type }) => codec_type === 'video' || codec_type === 'audio')
  return JSON.stringify(shown.map((stream) => [...compared.map((key) => stream[key]), stream.side_data_list]))
}
