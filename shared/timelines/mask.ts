/** A mask as COCO and Segment Anything write it: the pixels of a picture of its own size that belong to something. */
export interface Mask {
  width: number
  height: number
  /** The smallest box around it, in its own pixels. */
  bounds: { left: number; top: number; right: number; bottom: number }
  /** An SVG path of its pixels, in its own pixels. */
  path: string
}

/** Pixels of a side; more than any picture has. */
const longestSide = 32_768
/** More than a mask of a whole picture with noise has. */
const mostRuns = 200_000

/**
 * Reads a mask in run-length encoding, `{size: [height, width], counts}`: the lengths of runs outside and inside in
 * turn, from the top down, column by column; as a list or as COCO’s text. Undefined for anything else, and for a mask
 * without a pixel.
 */
export function readMask(value: unknown): Mask | undefined {
  if (typeof value !== 'object' || value === null) return undefined
  const { size, counts } = value as { size?: unknown; counts?: unknown }
  const [height, width] = Array.isArray(size) ? size : []
  if (!isSide(height) || !isSide(width)) return undefined
  const runs = typeof counts === 'string' ? unpack(counts) : Array.isArray(counts) ? counts : []
  if (runs.length > mostRuns || !runs.every(isLength)) return undefined
  if (runs.reduce((sum, run) => sum + run, 0) !== width * height) return undefined
  return maskOf(runs, width, height)
}

function maskOf(runs: readonly number[], width: number, height: number): Mask | undefined {
  const bounds = { left: width, top: height, right: 0, bottom: 0 }
  const parts: string[] = []
  const addColumn = (x: number, top: number, length: number) => {
    bounds.left = Math.min(bounds.left, x)
    bounds.right = Math.max(bounds.right, x + 1)
    bounds.top = Math.min(bounds.top, top)
    bounds.bottom = Math.max(bounds.bottom, top + length)
    parts.push(`M${x} ${top}v${length}h1v${-length}z`)
  }
  let start = 0
  for (const [index, run] of runs.entries()) {
    const end = start + run
    for (let at = start; index % 2 === 1 && at < end; ) {
      const [x, top] = [Math.floor(at / height), at % height]
      const length = Math.min(height - top, end - at)
      addColumn(x, top, length)
      at += length
    }
    start = end
  }
  return parts.length === 0 ? undefined : { width, height, bounds, path: parts.join('') }
}

/** Unpacks COCO’s text: five bits a character, from the lowest on; from the third on, the difference to two before. */
function unpack(text: string): number[] {
  const runs: number[] = []
  let [value, shift] = [0, 0]
  for (let at = 0; at < text.length; at++) {
    const bits = text.charCodeAt(at) - 48
    value |= (bits & 0x1f) << shift
    shift += 5
    if ((bits & 0x20) !== 0) continue
    if ((bits & 0x10) !== 0 && shift < 32) value |= -1 << shift
    runs.push(value + (runs.length > 2 ? (runs.at(-2) ?? 0) : 0))
    value = 0
    shift = 0
  }
  return runs
}

function isSide(value: unknown): value is number {
  return Number.isInteger(value) && Number(value) > 0 && Number(value) <= longestSide
}

function isLength(value: unknown): value is number {
  return Number.isInteger(value) && Number(value) >= 0
}
