import { texts } from './texts.ts' /** Names of containers by a word of ffprobe's list of the formats that one of its readers opens. */

const containers: readonly (readonly [format: string, name: string])[] = [
  ['mp4', 'MP4'],
  ['matroska', texts.matroskaOrWebm],
  ['mpegts', 'MPEG-TS'],
  ['avi', 'AVI'],
  ['gif', 'GIF'],
  ['apng', texts.animatedPng],
  ['webp', texts.webp],
  ['webp_pipe', texts.webp],
  ['asf', texts.windowsMedia],
  ['mxf', 'MXF'],
  ['flv', texts.flashVideo],
]

/**
 * Returns the name of a container as people say it; a file that is MP4 or QuickTime, which ffprobe reads alike, is MP4
 * unless its name ends in `.mov`. Null if it is unknown.
 */
export function containerName(container: string | null, path = ''): string | null {
  if (!container) return null
  const formats = container.split(',')
  if (formats.includes('mov') && /\.(mov|qt)$/i.test(path)) return texts.quicktime
  if (formats.includes('webm') && /\.(mkv|webm)$/i.test(path)) return /mkv$/i.test(path) ? texts.matroska : texts.webm
  return containers.find(([format]) => formats.includes(format))?.[1] ?? formats.join(', ')
}

const audioCodecs: Record<string, string> = {
  aac: 'AAC',
  ac3: texts.dolbyDigital,
  eac3: texts.dolbyDigitalPlus,
  alac: texts.appleLossless,
  flac: 'FLAC',
  mp3: 'MP3',
  opus: texts.opus,
  vorbis: texts.vorbis,
}

/** Returns the name of a sound codec as people say it: `PCM 16-bit` for `pcm_s16le`. Null if there is none. */
export function audioName(codec: string | null): string | null {
  if (!codec) return null
  const [, kind, bits] = /^pcm_([sfu])(\d+)/.exec(codec) ?? []
  if (bits) return `PCM ${bits}-bit${kind === 'f' ? ' float' : ''}`
  return audioCodecs[codec] ?? codec
}

const animations: Record<string, string> = { gif: 'GIF', webp: texts.webp, apng: texts.animatedPng }

const videoCodecs: Record<string, string> = {
  prores: texts.prores,
  hevc: 'HEVC',
  h264: 'H.264',
  mpeg2video: 'MPEG-2',
  mpeg4: 'MPEG-4',
  dnxhd: 'DNxHD',
  cfhd: texts.cineform,
  ffv1: 'FFV1',
  mjpeg: texts.motionJpeg,
  qtrle: texts.quicktimeAnimation,
  av1: 'AV1',
  vp8: 'VP8',
  vp9: 'VP9',
  wmv3: texts.windowsMediaVideo,
  ...animations,
}

/** Returns the name of a picture codec as people say it: `H.264` for `h264`. Null if it is unknown. */
export function videoCodecName(codec: string | null): string | null {
  return codec ? (videoCodecs[codec] ?? codec) : null
}

/** Returns whether a codec is that of an animated image, which no player plays. */
export function isAnimation(codec: string | null): boolean {
  return codec !== null && Object.hasOwn(animations, codec)
}

/** Returns the name of an image format as people say it: `PNG` for `png`. Null if it is unknown. */
export function imageCodecName(codec: string | null): string | null {
  return codec === 'webp' ? texts.webp : (codec?.toUpperCase() ?? null)
}
