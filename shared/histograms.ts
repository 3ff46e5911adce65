import type { Range } from './contract/analyses.ts'

/** Values from `from` to before `to`; null for no end. */
export interface Bin {
  from: number
  to: number | null
  count: number
}

/** The ranges of one analysis whose value lies in a bin. */
export interface ValueBin {
  /** `duration`, `confidence` or the key of another number of a range. */
  value: string
  from: number
  to: number | null
}

/** Names the values of ranges that have fixed bins. */
export const duration = 'duration'
export const confidence = 'confidence'

/** Seconds. Durations differ by orders of magnitude, so bins grow with them. */
const durationEdges = [0, 0.05, 0.1, 0.2, 0.5, 1, 2, 5, 10, 20, 50, 100, 200, 500, 1000, 2000, 5000]
const confidenceEdges = Array.from({ length: 20 }, (_, index) => index / 20)

/** Most values of ranges that have a histogram; the first ones count. */
const mostValues = 8
const mostBins = 24

/** Lists the numbers of a range by name: its duration, its confidence, and those that its analyser added. */
export function valuesOf(range: Range): [name: string, value: number][] {
  const values: [string, number][] = [[duration, range.end - range.start]]
  for (const [key, value] of Object.entries(range)) {
    const isOther = key !== 'start' && key !== 'end' && key !== duration
    if (isOther && typeof value === 'number' && Number.isFinite(value)) values.push([key, value])
  }
  return values
}

/** Returns whether a range has a value in a bin. */
export function isInBin(range: Range, { value: name, from, to }: ValueBin): boolean {
  const value = valuesOf(range).find(([key]) => key === name)?.[1]
  return value !== undefined && value >= from && (to === null || value < to)
}

/** Counts values in bins, in one pass and without keeping them. */
export interface Histogram {
  add(value: number): void
  /** The bins from the first to the last that has values. */
  bins(): Bin[]
}

/** Histograms of all values of ranges, by name. */
export interface Histograms {
  add(range: Range): void
  all(): { value: string; bins: Bin[] }[]
}

/** Creates histograms that grow with the ranges that are added. */
export function createHistograms(): Histograms {
  const byName = new Map<string, Histogram>()
  const named = (name: string): Histogram | undefined => {
    const known = byName.get(name)
    if (known || byName.size >= mostValues) return known
    const created =
      name === duration ? fixedBins(durationEdges) : name === confidence ? fixedBins(confidenceEdges) : doublingBins()
    byName.set(name, created)
    return created
  }
  return {
    add: (range) => {
      for (const [name, value] of valuesOf(range)) named(name)?.add(value)
    },
    all: () => [...byName].map(([value, histogram]) => ({ value, bins: histogram.bins() })),
  }
}

function fixedBins(edges: readonly number[]): Histogram {
  const counts = edges.map(() => 0)
  return {
    add: (value) => {
      // Differences of binary fractions can be slightly less than an edge.
      const index = Math.max(
        0,
        edges.findLastIndex((edge) => edge <= value + 1e-9),
      )
      counts[index] = (counts[index] ?? 0) + 1
    },
    bins: () => {
      const first = counts.findIndex((count) => count > 0)
      const last = counts.findLastIndex((count) => count > 0)
      return counts
        .map((count, index): Bin => ({ from: edges[index] ?? 0, to: edges[index + 1] ?? null, count }))
        .slice(Math.max(0, first), last + 1)
    },
  }
}

/** Bins of a width that doubles until all values fit into a few of them. */
function doublingBins(): Histogram {
  let counts = new Map<number, number>()
  let width = 2 ** -20
  const span = () => Math.max(...counts.keys()) - Math.min(...counts.keys())
  return {
    add: (value) => {
      const index = Math.floor(value / width)
      counts.set(index, (counts.get(index) ?? 0) + 1)
      while (span() >= mostBins) {
        const merged = new Map<number, number>()
        for (const [fine, count] of counts) {
          const wide = Math.floor(fine / 2)
          merged.set(wide, (merged.get(wide) ?? 0) + count)
        }
        counts = merged
        width *= 2
      }
    },
    bins: () => {
      if (counts.size === 0) return []
      const first = Math.min(...counts.keys())
      return Array.from({ length: span() + 1 }, (_, index) => ({
        from: (first + index) * width,
        to: (first + index + 1) * width,
        count: counts.get(first + index) ?? 0,
      }))
    },
  }
}
