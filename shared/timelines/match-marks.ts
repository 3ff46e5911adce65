import type { Mark, Point } from './drawable.ts'

/** The differences between the marks of one frame at two checkpoints. */
export interface MatchedMarks {
  same: readonly Mark[]
  /** Marks that overlap in part, each from and to. */
  moved: readonly (readonly [from: Mark, to: Mark])[]
  onlyFirst: readonly Mark[]
  onlySecond: readonly Mark[]
}

/** More are not searched, because a step to the next frame would take longer than a screen's refresh. */
const mostSpotPairs = 20_000
/** Overlap from which two marks are the same thing, and from which it has not moved. */
const [related, unmoved] = [0.2, 0.995]

/**
 * Matches the marks of a frame in two checkpoints: those of the same kind and label that overlap most go together, by
 * the area that they share of the area that they cover; points and texts, which have no area, those that are nearest.
 * If hundreds of points have moved, only those that are equal go together.
 */
export function matchMarks(first: readonly Mark[], second: readonly Mark[]): MatchedMarks {
  const [usedFirst, usedSecond] = [new Set<number>(), new Set<number>()]
  const same: Mark[] = []
  const moved: (readonly [Mark, Mark])[] = []
  const match = (one: number, other: number, overlap: number) => {
    const [from, to] = [first[one], second[other]]
    if (!from || !to || usedFirst.has(one) || usedSecond.has(other)) return
    usedFirst.add(one)
    usedSecond.add(other)
    if (overlap >= unmoved) same.push(to)
    else moved.push([from, to])
  }
  // A face has hundreds of points: those in the same places need no search.
  for (const [one, other] of equalSpots(first, second)) match(one, other, 1)
  const spotsLeft = (marks: readonly Mark[], used: ReadonlySet<number>) =>
    marks.filter((mark, index) => isSpot(mark) && !used.has(index)).length
  const areSpotsFew = spotsLeft(first, usedFirst) * spotsLeft(second, usedSecond) <= mostSpotPairs
  const pairs: { one: number; other: number; overlap: number }[] = []
  for (const [one, from] of first.entries())
    for (const [other, to] of second.entries()) {
      if (usedFirst.has(one) || usedSecond.has(other) || (isSpot(from) && !areSpotsFew)) continue
      const overlap = overlapOf(from, to)
      if (overlap >= related) pairs.push({ one, other, overlap })
    }
  pairs.sort((a, b) => b.overlap - a.overlap)
  for (const { one, other, overlap } of pairs) match(one, other, overlap)
  return {
    same,
    moved,
    onlyFirst: first.filter((_, index) => !usedFirst.has(index)),
    onlySecond: second.filter((_, index) => !usedSecond.has(index)),
  }
}

/** Lists the indexes of points and texts that are equal in both lists, in order. */
function equalSpots(first: readonly Mark[], second: readonly Mark[]): [one: number, other: number][] {
  const spots = new Map<string, number[]>()
  for (const [other, mark] of second.entries()) {
    if (!isSpot(mark)) continue
    const equal = spots.get(keyOf(mark))
    if (equal) equal.push(other)
    else spots.set(keyOf(mark), [other])
  }
  return first.flatMap((mark, one): [number, number][] => {
    const other = isSpot(mark) ? spots.get(keyOf(mark))?.shift() : undefined
    return other === undefined ? [] : [[one, other]]
  })
}

function isSpot({ kind }: Mark): boolean {
  return kind === 'point' || kind === 'text'
}

function keyOf({ kind, label, isRelative, points }: Mark): string {
  return JSON.stringify([kind, label, isRelative, points])
}

function overlapOf(one: Mark, other: Mark): number {
  if (one.kind !== other.kind || one.label !== other.label || one.isRelative !== other.isRelative) return 0
  if (isSpot(one)) return nearnessOf(one.points, other.points)
  const [a, b] = [boundsOf(one.points), boundsOf(other.points)]
  const width = Math.min(a.right, b.right) - Math.max(a.left, b.left)
  const height = Math.min(a.bottom, b.bottom) - Math.max(a.top, b.top)
  if (width <= 0 || height <= 0) return 0
  const shared = width * height
  const overlap = shared / (areaOf(a) + areaOf(b) - shared)
  // Masks of one box may differ inside.
  return one.mask?.path === other.mask?.path ? overlap : Math.min(overlap, unmoved - 0.001)
}

/** Returns 1 for points in the same places, less the further apart they are, and never less than related ones have. */
function nearnessOf(one: readonly Point[], other: readonly Point[]): number {
  const distance = one.reduce((sum, [x, y], index) => {
    const [otherX = x, otherY = y] = other[index] ?? []
    return sum + Math.hypot(x - otherX, y - otherY)
  }, 0)
  return distance === 0 ? 1 : related + (unmoved - related) / (2 + distance)
}

/** Returns the smallest box around points. */
export function boundsOf(points: readonly Point[]): { left: number; top: number; right: number; bottom: number } {
  let [left, top, right, bottom] = [
    Number.POSITIVE_INFINITY,
    Number.POSITIVE_INFINITY,
    Number.NEGATIVE_INFINITY,
    Number.NEGATIVE_INFINITY,
  ]
  for (const [x, y] of points) {
    left = Math.min(left, x)
    top = Math.min(top, y)
    right = Math.max(right, x)
    bottom = Math.max(bottom, y)
  }
  return { left, top, right, bottom }
}

function areaOf({ left, top, right, bottom }: ReturnType<typeof boundsOf>): number {
  return (right - left) * (bottom - top)
}
