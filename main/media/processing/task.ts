import type { Decoder } from '../decoder/decoder.ts'

/** The programs, cancelling and progress of a processing. */
export interface Task {
  ffmpeg: string
  ffprobe: string
  decoder: Decoder
  signal: AbortSignal
  /** Called with the seconds of the result done. */
  onProgress: (doneSeconds: number) => void
}

/**
 * Keeps generation details. Without `use_metadata_tags`, MP4 and MOV drop tags that they do not define, such as a
 * prompt; other formats ignore the option.
 */
export const keepMetadata = ['-map_metadata', '0', '-movflags', 'use_metadata_tags+faststart'] as const

/** Nearly lossless H.264 that every player supports; with `evenSize`, as 4:2:0 needs. */
export const h264 = ['-c:v', 'libx264', '-preset', 'medium', '-crf', '17', '-pix_fmt', 'yuv420p'] as const
export const evenSize = 'scale=trunc(iw/2)*2:trunc(ih/2)*2'
export const aac = ['-c:a', 'aac', '-b:a', '192k'] as const

/** ffmpeg's names of the formats that Rushes writes, by extension. */
export const muxers = {
  mp4: 'mp4',
  mov: 'mov',
  mkv: 'matroska',
  webm: 'webm',
  wav: 'wav',
  flac: 'flac',
  m4a: 'ipod',
} as const
export type Extension = keyof typeof muxers

/** Returns the format into which the streams of a file can be copied: its own, else Matroska, which accepts all. */
export function extensionForCopy(path: string, container: string | null): Extension {
  const extension = /\.([a-z0-9]+)$/i.exec(path)?.[1]?.toLowerCase()
  if (container?.includes('mp4')) return extension === 'mov' ? 'mov' : 'mp4'
  if (container?.includes('webm')) return extension === 'webm' ? 'webm' : 'mkv'
  return 'mkv'
}
