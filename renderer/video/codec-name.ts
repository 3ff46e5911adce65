/** Common names of codecs, for display only: whether a codec can be played is found by trying. */
const names: Record<string, string> = {
  prores: 'ProRes',
  hevc: 'HEVC',
  h264: 'H.264',
  mpeg2video: 'MPEG-2',
  mpeg4: 'MPEG-4',
  dnxhd: 'DNxHD',
  cfhd: 'CineForm',
  ffv1: 'FFV1',
  mjpeg: 'Motion JPEG',
  qtrle: 'QuickTime Animation',
  av1: 'AV1',
  vp8: 'VP8',
  vp9: 'VP9',
  wmv3: 'Windows Media Video',
}

/** Returns `ProRes (prores)`, or the code alone if it has no common name; null if the codec is unknown. */
export function codecName(codec: string | null): string | null {
  if (!codec) return null
  const name = names[codec]
  return name ? `${name} (${codec})` : codec
}
