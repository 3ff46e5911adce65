/**
 * Returns the height, 0 to 1, of each of `count` bars of a part of a waveform (0 to 1): the square root of its loudest
 * peak (0 to 255). The square root makes speech, a tenth of full scale, visible beside music.
 */
export function barsOf(
  peaks: readonly number[],
  count: number,
  part: { start: number; end: number } = { start: 0, end: 1 },
): number[] {
  const at = (bar: number) => (part.start + (bar / count) * (part.end - part.start)) * peaks.length
  return Array.from({ length: count }, (_, bar) => {
    // A hair inside, so that rounding adds no peak of a neighbour.
    const start = Math.floor(at(bar) + 1e-9)
    const end = Math.max(start + 1, Math.ceil(at(bar + 1) - 1e-9))
    return Math.sqrt(Math.max(0, ...peaks.slice(start, end)) / 255)
  })
}
