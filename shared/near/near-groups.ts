import { type NearForest, piecesAt } from './near-forest.ts'
import { distanceBetween, type Hashes } from './near-pairs.ts'

/** What is grouped: things by their rank, the best first. */
export interface Ranked {
  /** The distinct hashes. */
  hashes: Hashes
  forest: NearForest
  /** Of each thing, the place of its hash. */
  hashOf: Uint32Array
  /** Pairs of things that are never to be in one group. */
  apart: readonly (readonly [number, number])[]
}

/** A group after the other in `members`, the best of each first. */
export interface NearGroups {
  /** Where each group begins; one more, for the end of the last. */
  starts: Uint32Array
  members: Uint32Array
  /** How far each is from the best of its group, in bits. */
  distances: Uint8Array
}

/**
 * Groups things whose hashes are near: the best thing that has no group yet takes those that are at most `distance` bits from it.
 * So no chain of small steps makes a group of things that do not look alike, and nothing is in two. Groups of one are left out.
 * Undefined where `shouldStop` ended it.
 */
export function groupNear(
  ranked: Ranked,
  distance: number,
  shouldStop: () => boolean = () => false,
): NearGroups | undefined {
  const things = ranked.hashOf.length
  const apart = listApart(ranked.apart)
  const group = new Uint32Array(things).fill(none)
  const starts: number[] = []
  const members: number[] = []
  const distances: number[] = []
  for (const piece of listPieces(ranked, distance)) {
    for (const [index, best] of piece.entries()) {
      if (group[best] !== none) continue
      if (shouldStop()) return undefined
      const start = members.length
      members.push(best)
      distances.push(0)
      group[best] = best
      for (const thing of piece.subarray(index + 1)) {
        if (group[thing] !== none) continue
        const far = distanceBetween(ranked.hashes, ranked.hashOf[best] ?? 0, ranked.hashOf[thing] ?? 0)
        if (far > distance || apart.get(thing)?.some((other) => group[other] === best)) continue
        group[thing] = best
        members.push(thing)
        distances.push(far)
      }
      if (members.length > start + 1) starts.push(start)
      else members.length = distances.length = start
    }
  }
  return {
    starts: Uint32Array.from([...starts, members.length]),
    members: Uint32Array.from(members),
    distances: Uint8Array.from(distances),
  }
}

const none = 0xffffffff

function listApart(pairs: Ranked['apart']): Map<number, number[]> {
  const apart = new Map<number, number[]>()
  const note = (thing: number, other: number) => apart.set(thing, [...(apart.get(thing) ?? []), other])
  for (const [a, b] of pairs) {
    note(a, b)
    note(b, a)
  }
  return apart
}

/** The things that hang together, each piece in the order of their ranks; what hangs together with nothing is left out. */
function* listPieces({ hashes, forest, hashOf }: Ranked, distance: number): Generator<Uint32Array> {
  const pieces = piecesAt(forest, hashes.high.length, distance)
  const starts = new Uint32Array(pieces.length + 1)
  const pieceOf = (thing: number) => pieces[hashOf[thing] ?? 0] ?? 0
  for (let thing = 0; thing < hashOf.length; thing++) starts[pieceOf(thing) + 1] = (starts[pieceOf(thing) + 1] ?? 0) + 1
  for (let piece = 0; piece < pieces.length; piece++)
    starts[piece + 1] = (starts[piece + 1] ?? 0) + (starts[piece] ?? 0)
  const next = starts.slice()
  const order = new Uint32Array(hashOf.length)
  for (let thing = 0; thing < hashOf.length; thing++) {
    const piece = pieceOf(thing)
    order[next[piece] ?? 0] = thing
    next[piece] = (next[piece] ?? 0) + 1
  }
  for (let piece = 0; piece < pieces.length; piece++) {
    const [start = 0, end = 0] = starts.subarray(piece, piece + 2)
    if (end > start + 1) yield order.subarray(start, end)
  }
}
