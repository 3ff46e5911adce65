/** Names that people use where the decoder's own is a code. Only for words: what plays is found by trying. */
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

/** `ProRes (prores)`, or the code alone where it has no other name; null where the codec is not known. */
export function codecName(codec: string | null): string | null {
  if (!codec) return null
  const name = names[codec]
  return name ? `${name} (${codec})` : codec
}
