/**
 * Pictures of different shapes in rows of equal width. Breaking is solved as a whole, like the lines of a paragraph (Knuth and
 * Plass, 1981): the breaks with the least sum of costs win, so that no row pays for a greedy one above it.
 */
export interface JustifiedTile {
  /** Index into the ratios that were given. */
  index: number
  /** Pixels from the left edge of the row. */
  x: number
  /** Pixels. */
  width: number
}

export interface JustifiedRow {
  /** Pixels. */
  height: number
  tiles: JustifiedTile[]
}

export interface JustifyOptions {
  /** Pixels that every row fills exactly. */
  width: number
  /** Pixels between tiles. */
  gap: number
  /** Pixels that rows come close to. */
  targetHeight: number
  /** The last row may keep the target height and stay short instead of growing to fill its width. */
  ragged?: boolean
}

/** The ratio (width by height) of the tile for a picture: its own, held within what a row can carry. */
export function tileRatio(pictureRatio: number): number {
  return Math.min(3.2, Math.max(0.4, pictureRatio))
}

/** A row beyond half or double the target is so dear that it is taken only where there is no other way. */
function costOf(height: number, target: number): number {
  const deviation = Math.log(height / target)
  return deviation * deviation + (height > target * 2 || height < target / 2 ? 100 : 0)
}

/** How far above the target the last row of a ragged block may grow before it is better left short. */
const raggedGrowth = 1.2

/** Rows of tiles for pictures of the given ratios (width by height, above zero), in their order. */
export function justifyRows(ratios: readonly number[], options: JustifyOptions): JustifiedRow[] {
  const breaks = findBreaks(ratios, options)
  return breaks.map((start, row) => {
    const end = breaks[row + 1] ?? ratios.length
    const short = options.ragged === true && end === ratios.length
    return buildRow(ratios.slice(start, end), start, options, short)
  })
}

/** The index at which each row of the cheapest breaking begins. */
function findBreaks(ratios: readonly number[], { width, gap, targetHeight, ragged }: JustifyOptions): number[] {
  const best = new Float64Array(ratios.length + 1).fill(Number.POSITIVE_INFINITY)
  const previous = new Int32Array(ratios.length + 1)
  best[0] = 0
  for (let end = 1; end <= ratios.length; end += 1) {
    let sum = 0
    for (let start = end - 1; start >= 0; start -= 1) {
      sum += ratios[start] ?? 1
      const height = Math.max(1, width - gap * (end - start - 1)) / sum
      const isShort = ragged === true && end === ratios.length && height > targetHeight * raggedGrowth
      const cost = (best[start] ?? 0) + (isShort ? 0 : costOf(height, targetHeight))
      if (cost < (best[end] ?? 0)) {
        best[end] = cost
        previous[end] = start
      }
      // More pictures only make the row lower still.
      if (height < targetHeight / 2) break
    }
  }
  const breaks: number[] = []
  for (let end = ratios.length; end > 0; end = previous[end] ?? 0) breaks.unshift(previous[end] ?? 0)
  return breaks
}

function buildRow(
  ratios: readonly number[],
  first: number,
  options: JustifyOptions,
  mayBeShort: boolean,
): JustifiedRow {
  const { width, gap, targetHeight } = options
  const sum = ratios.reduce((total, ratio) => total + ratio, 0)
  const free = Math.max(ratios.length, width - gap * (ratios.length - 1))
  const natural = free / sum
  const isShort = mayBeShort && natural > targetHeight * raggedGrowth
  const height = isShort ? targetHeight : natural
  const filled = isShort ? height * sum : free
  // Edges, not widths, are rounded: the last one then falls on the width of the row to the pixel.
  let before = 0
  const tiles = ratios.map((ratio, offset) => {
    const left = Math.round((before / sum) * filled)
    before += ratio
    const right = Math.round((before / sum) * filled)
    return { index: first + offset, x: left + gap * offset, width: right - left }
  })
  return { height: Math.max(1, Math.round(height)), tiles }
}
