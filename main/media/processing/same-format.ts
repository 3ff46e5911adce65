import { probe } from '../ffprobe.ts'
import type { Clip } from './picture-span.ts'
import type { Task } from './task.ts'

/** Facts that must be equal to concatenate the packets of two files. `extradata_hash` is that of the codec's header. */
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

/** Returns whether the packets of all clips can be concatenated: the same streams in the same order and format. */
export async function sameFormat(
  clips: readonly Clip[],
  { ffprobe, signal }: Pick<Task, 'ffprobe' | 'signal'>,
): Promise<boolean> {
  let first: string | undefined
  for (const { path } of clips) {
    const described = await describe(ffprobe, path, signal)
    first ??= described
    if (described !== first) return false
  }
  return true
}

async function describe(ffprobe: string, path: string, signal: AbortSignal): Promise<string> {
  const { streams } = await probe(ffprobe, path, { show: ['-show_data_hash', 'md5'], signal })
  const shown = streams.filter(({ codec_type }) => codec_type === 'video' || codec_type === 'audio')
  return JSON.stringify(shown.map((stream) => [...compared.map((key) => stream[key]), stream.side_data_list]))
}
