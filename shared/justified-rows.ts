/**
 * One tile of a layout with pictures of different shapes in rows of equal width. Rows are broken like the lines of a
 * paragraph (Knuth and Plass, 1981): with the lowest total cost, so that no row suffers from a greedy one above it.
 */
export interface JustifiedTile {
  /** Index into the given ratios. */
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
  /** Pixels; every row fills them exactly. */
  width: number
  /** Pixels between tiles. */
  gap: number
  /** Preferred height of rows in pixels. */
  targetHeight: number
  /** True if the last row may keep the target height and stay short. */
  ragged?: boolean
}

/** Returns the aspect ratio of a picture's tile: its own, clamped to what fits into a row. */
export function tileRatio(pictureRatio: number): number {
  return Math.min(3.2, Math.max(0.4, pictureRatio))
}

/** Returns the cost of a row; one below half or above double the target is a last resort. */
function costOf(height: number, target: number): number {
  const deviation = Math.log(height / target)
  return deviation * deviation + (height > target * 2 || height < target / 2 ? 100 : 0)
}

/** Largest factor by which the last row of a ragged block may exceed the target; else it stays short. */
const raggedGrowth = 1.2

/** Lays out pictures of the given aspect ratios (positive), in order, in rows of tiles. */
export function justifyRows(ratios: readonly number[], options: JustifyOptions): JustifiedRow[] {
  const breaks = findBreaks(ratios, options)
  return breaks.map((start, row) => {
    const end = breaks[row + 1] ?? ratios.length
    const short = options.ragged === true && end === ratios.length
    return buildRow(ratios.slice(start, end), start, options, short)
  })
}

/** Returns the index at which each row begins, for the lowest total cost. */
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
      // More pictures would make the row even lower.
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
  // Rounds edges, not widths, so that the last edge is at the width of the row, to the pixel.
  let before = 0
  const tiles = ratios.map((ratio, offset) => {
    const left = Math.round((before / sum) * filled)
    before += ratio
    const right = Math.round((before / sum) * filled)
    return { index: first + offset, x: left + gap * offset, width: right - left }
  })
  return { height: Math.max(1, Math.round(height)), tiles }
}
