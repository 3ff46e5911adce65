/**
 * The strength, 0 to 1, of each of `count` bars of a waveform, from its peaks (0 to 255): the loudest that falls into the
 * bar. Its square root, so that speech, a tenth of full scale, is seen beside music.
 */
export function barsOf(peaks: readonly number[], count: number): number[] {
  return Array.from({ length: count }, (_, bar) => {
    const start = Math.floor((bar / count) * peaks.length)
    const end = Math.max(start + 1, Math.ceil(((bar + 1) / count) * peaks.length))
    return Math.sqrt(Math.max(0, ...peaks.slice(start, end)) / 255)
  })
}
