import { videoInput } from '../inputs.ts'
import { runFfmpeg } from '../run-ffmpeg.ts'
import type { VideoFacts } from '../video-facts.ts'
import { aac, evenSize, h264, keepMetadata, muxers, type Task } from './task.ts'

export interface Conversion {
  format: 'mp4' | 'mov' | 'webm' | 'mkv'
  /** Pixels; unchanged if left out. */
  height?: number | undefined
}

/** The codecs that are copied into each format, without loss; others are re-encoded. Matroska accepts all. */
const copied = {
  mp4: { picture: ['h264', 'hevc', 'av1'], sound: ['aac', 'mp3', 'ac3'] },
  mov: { picture: ['h264', 'hevc', 'prores'], sound: ['aac', 'mp3', 'ac3', 'pcm_s16le', 'pcm_s24le'] },
  webm: { picture: ['vp8', 'vp9', 'av1'], sound: ['opus', 'vorbis'] },
  mkv: undefined,
} as const satisfies Record<Conversion['format'], { picture: string[]; sound: string[] } | undefined>

const vp9 = ['-c:v', 'libvpx-vp9', '-crf', '24', '-b:v', '0', '-row-mt', '1', '-cpu-used', '4', '-pix_fmt', 'yuv420p']
const opus = ['-c:a', 'libopus', '-b:a', '160k']

/**
 * Writes the video at `source` in another format to `target`. Streams that the format accepts are copied; others are
 * re-encoded, to H.264 and AAC, or VP9 and Opus in WebM.
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
  const args = [...videoInput(source), '-map', '0:V:0', '-map', '0:a?', ...output]
  await runFfmpeg(task.ffmpeg, args, { ...task, reads: [source], writes: target, work: 'decode' })
}

function picture({ codec, height, rotation }: VideoFacts, { format, height: wanted }: Conversion): string[] {
  const keepsHeight = wanted === undefined || wanted === height
  // Not all players support rotation in Matroska and WebM.
  const keepsRotation = rotation === 0 || format === 'mp4' || format === 'mov'
  if (keepsHeight && keepsRotation && canCopy(format, 'picture', codec)) {
    // Apple's players recognise HEVC by this tag only.
    return ['-c:v', 'copy', ...(codec === 'hevc' && format !== 'mkv' ? ['-tag:v', 'hvc1'] : [])]
  }
  const scale = `scale=w=-2:h='trunc(${wanted ?? 'ih'}/2)*2'`
  return ['-vf', keepsHeight ? evenSize : scale, ...(format === 'webm' ? vp9 : h264)]
}

function sound({ audio_codec: codec }: VideoFacts, format: Conversion['format']): readonly string[] {
  if (canCopy(format, 'sound', codec)) return ['-c:a', 'copy']
  return format === 'webm' ? opus : aac
}

function canCopy(format: Conversion['format'], of: 'picture' | 'sound', codec: string | null): boolean {
  const known: readonly string[] | undefined = copied[format]?.[of]
  return codec !== null && (known === undefined || known.includes(codec))
}
