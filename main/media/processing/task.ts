/** What making a file takes beside what is made: the programs, and how to stop and follow it. */
export interface Task {
  ffmpeg: string
  ffprobe: string
  signal: AbortSignal
  /** Called with the seconds of the result that are done. */
  onProgress: (doneSeconds: number) => void
}

/** Input options before each file: only local files may be opened on the way. */
export const localOnly = ['-protocol_whitelist', 'file'] as const

/**
 * What a file says of how it was made comes along. Without `use_metadata_tags` MP4 and MOV drop what is no tag of their
 * own, such as a prompt; other formats do not know the option and pass over it.
 */
export const keepMetadata = ['-map_metadata', '0', '-movflags', 'use_metadata_tags+faststart'] as const

/** H.264 that every player takes, nearly without loss; an odd row or column is left out, as 4:2:0 needs. */
export const h264 = [...['-c:v', 'libx264', '-preset', 'medium', '-crf', '17', '-pix_fmt', 'yuv420p']] as const
export const evenSize = 'scale=trunc(iw/2)*2:trunc(ih/2)*2'
export const aac = ['-c:a', 'aac', '-b:a', '192k'] as const

/** The formats that Rushes writes, by the ending of the file, as ffmpeg calls them. */
export const muxers = {
  mp4: 'mp4',
  mov: 'mov',
  mkv: 'matroska',
  webm: 'webm',
  wav: 'wav',
  flac: 'flac',
  m4a: 'ipod',
} as const
export type Ending = keyof typeof muxers

/** The format in which the streams of a file at `path` can be kept as they are: its own, else Matroska, which takes all. */
export function endingForCopy(path: string, container: string | null): Ending {
  const ending = /\.([a-z0-9]+)$/i.exec(path)?.[1]?.toLowerCase()
  if (container?.includes('mp4')) return ending === 'mov' ? 'mov' : 'mp4'
  if (container?.includes('webm')) return ending === 'webm' ? 'webm' : 'mkv'
  return 'mkv'
}
