import { z } from 'zod'
import { RushesError } from '../../shared/errors.ts'
import { runTool } from './run-tool.ts'

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

/**
 * What ffprobe says of the file at `path`, an absolute path. Errors call it `named`, where people know it by another path.
 * Only local files may be opened on the way: a playlist dressed as a video reaches no network.
 * @throws RushesError FILE_UNREADABLE when ffprobe cannot make sense of the file, CANCELLED by `signal`.
 */
export async function probe(
  ffprobe: string,
  path: string,
  { named = path, signal }: { named?: string; signal?: AbortSignal } = {},
): Promise<Probe> {
  const args = [
    '-v',
    'error',
    '-protocol_whitelist',
    'file',
    '-show_format',
    '-show_streams',
    '-of',
    'json',
    '-i',
    path,
  ]
  try {
    return probeSchema.parse(JSON.parse(await runTool(ffprobe, args, { signal })))
  } catch (error) {
    if (error instanceof RushesError && error.code !== 'TOOL_FAILED') throw error
    const said = error instanceof RushesError ? lastWords(error.message, path) : 'ffprobe gave no usable answer'
    throw new RushesError('FILE_UNREADABLE', `${named} is not a video that can be read: ${said}.`, { cause: error })
  }
}

function lastWords(message: string, path: string): string {
  const words = message.replace('ffprobe failed: ', '').replace('ffprobe.exe failed: ', '').replace(`${path}: `, '')
  return words.charAt(0).toLowerCase() + words.slice(1).replace(/\.$/, '')
}
