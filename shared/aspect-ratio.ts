const wellKnown = [
  [16, 9],
  [9, 16],
  [4, 3],
  [3, 4],
  [1, 1],
  [3, 2],
  [2, 3],
  [4, 5],
  [5, 4],
  [21, 9],
  [9, 21],
  [2, 1],
  [1, 2],
] as const

/** Relative tolerance for well-known ratios: encoders need even sizes, so 854x480 counts as 16:9. */
const tolerance = 0.005

/**
 * Returns an aspect ratio for display, `16:9`: a well-known ratio within half a per cent, else the exact one in lowest
 * terms. `width` and `height` are in the same unit and positive.
 */
export function describeAspectRatio(width: number, height: number): string {
  const ratio = width / height
  const known = wellKnown.find(([w, h]) => Math.abs(ratio / (w / h) - 1) < tolerance)
  if (known) return known.join(':')
  const divisor = greatestCommonDivisor(Math.round(width), Math.round(height))
  return `${Math.round(width) / divisor}:${Math.round(height) / divisor}`
}

function greatestCommonDivisor(a: number, b: number): number {
  return b === 0 ? Math.max(a, 1) : greatestCommonDivisor(b, a % b)
}
