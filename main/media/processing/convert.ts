import { runFfmpeg } from '../run-ffmpeg.ts'
import type { VideoFacts } from '../video-facts.ts'
import { aac, h264, keepMetadata, localOnly, muxers, type Task } from './task.ts'

export interface Conversion {
  format: 'mp4' | 'mov' | 'webm' | 'mkv'
  /** Pixels; as it is when left out. */
  height?: number | undefined
}

/** What a format takes as it is, so that nothing is lost; anything else is encoded. Matroska takes everything. */
const taken = {
  mp4: { picture: ['h264', 'hevc', 'av1'], sound: ['aac', 'mp3', 'ac3'] },
  mov: { picture: ['h264', 'hevc', 'prores'], sound: ['aac', 'mp3', 'ac3', 'pcm_s16le', 'pcm_s24le'] },
  webm: { picture: ['vp8', 'vp9', 'av1'], sound: ['opus', 'vorbis'] },
  mkv: undefined,
} as const satisfies Record<Conversion['format'], { picture: string[]; sound: string[] } | undefined>

const vp9 = ['-c:v', 'libvpx-vp9', '-crf', '24', '-b:v', '0', '-row-mt', '1', '-cpu-used', '4', '-pix_fmt', 'yuv420p']
const opus = ['-c:a', 'libopus', '-b:a', '160k']

/**
 * Writes the video at `source`, of which `facts` are known, in another format to `target`. Picture and sound that the
 * format takes stay as they are; the rest is encoded: H.264 and AAC, in WebM VP9 and Opus.
 * @throws RushesError TOOL_FAILED, DISK_FULL, CANCELLED; part of a file may then be left at `target`.
 */
export async function convert(
  source: string,
  facts: VideoFacts,
  target: string,
  conversion: Conversion,
  task: Task,
): Promise<void> {
  const { format } = conversion
  const output = [...picture(facts, conversion), ...sound(facts, format), ...keepMetadata, '-f', muxers[format], target]
  await runFfmpeg(task.ffmpeg, [...localOnly, '-i', source, '-map', '0:V:0', '-map', '0:a?', ...output], task)
}

function picture({ codec, height, rotation }: VideoFacts, { format, height: wanted }: Conversion): string[] {
  const asItIs = wanted === undefined || wanted === height
  // Matroska and WebM do not say how a picture is turned in a way that all players know.
  const keepsTurn = rotation === 0 || format === 'mp4' || format === 'mov'
  if (asItIs && keepsTurn && takes(format, 'picture', codec)) {
    // Apple's players know HEVC by this name only.
    return ['-c:v', 'copy', ...(codec === 'hevc' && format !== 'mkv' ? ['-tag:v', 'hvc1'] : [])]
  }
  const scale = `scale=w=-2:h='trunc(${wanted ?? 'ih'}/2)*2'`
  return ['-vf', asItIs ? 'scale=trunc(iw/2)*2:trunc(ih/2)*2' : scale, ...(format === 'webm' ? vp9 : h264)]
}

function sound({ audio_codec: codec }: VideoFacts, format: Conversion['format']): readonly string[] {
  if (takes(format, 'sound', codec)) return ['-c:a', 'copy']
  return format === 'webm' ? opus : aac
}

function takes(format: Conversion['format'], of: 'picture' | 'sound', codec: string | null): boolean {
  const known: readonly string[] | undefined = taken[format]?.[of]
  return codec !== null && (known === undefined || known.includes(codec))
}
