/**
 * Returns the height, 0 to 1, of each of `count` bars of a waveform: the square root of its loudest peak (0 to 255).
 * The square root makes speech, a tenth of full scale, visible beside music.
 */
export function barsOf(peaks: readonly number[], count: number): number[] {
  return Array.from({ length: count }, (_, bar) => {
    const start = Math.floor((bar / count) * peaks.length)
    const end = Math.max(start + 1, Math.ceil(((bar + 1) / count) * peaks.length))
    return Math.sqrt(Math.max(0, ...peaks.slice(start, end)) / 255)
  })
}
