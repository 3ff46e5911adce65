import type { JustifiedRow } from '../../shared/justified-rows.ts'

/**
 * Where a key leads from the image with the number `from`, or undefined where it is none of those that move: sideways to the
 * next one, up and down to the one that stands above or below its middle.
 */
export function imageAfterKey(
  key: string,
  from: number,
  rows: readonly JustifiedRow[],
  total: number,
): number | undefined {
  const inside = (index: number) => Math.min(total - 1, Math.max(0, index))
  if (key === 'ArrowRight') return inside(from + 1)
  if (key === 'ArrowLeft') return inside(from - 1)
  if (key === 'Home') return 0
  if (key === 'End') return total - 1
  if (key === 'ArrowDown') return imageBeside(from, rows, 1)
  if (key === 'ArrowUp') return imageBeside(from, rows, -1)
  return undefined
}

function imageBeside(from: number, rows: readonly JustifiedRow[], step: 1 | -1): number {
  const row = rows.findIndex(({ tiles }) => tiles.some(({ index }) => index === from))
  const tile = rows[row]?.tiles.find(({ index }) => index === from)
  const next = rows[row + step]
  if (!tile || !next) return from
  const middle = tile.x + tile.width / 2
  return (next.tiles.find(({ x, width }) => middle <= x + width) ?? next.tiles.at(-1))?.index ?? from
}
