/** Returns those of some rowids that are videos now, in the order of a list. */
export type InOrder = (rowids: readonly number[]) => number[]

/**
 * Returns an order of rowids after the videos `changed` were added, changed or removed. The others are in their order
 * still, so that the place of each is found between them by bisection.
 */
export function patchOrder(order: Float64Array, changed: ReadonlySet<number>, inOrder: InOrder): Float64Array {
  if (changed.size === 0) return order
  const others = order.filter((rowid) => !changed.has(rowid))
  const present = inOrder([...changed])
  const patched = new Float64Array(others.length + present.length)
  let from = 0
  for (const [before, rowid] of present.entries()) {
    const place = placeOf(rowid, others, from, inOrder)
    patched.set(others.subarray(from, place), from + before)
    patched[place + before] = rowid
    from = place
  }
  patched.set(others.subarray(from), from + present.length)
  return patched
}

/** Returns how many of `others`, of which the first `from` are, come before a video. */
function placeOf(rowid: number, others: Float64Array, from: number, inOrder: InOrder): number {
  let [low, high] = [from, others.length]
  while (low < high) {
    const middle = (low + high) >>> 1
    if (inOrder([others[middle] as number, rowid])[0] === rowid) high = middle
    else low = middle + 1
  }
  return low
}
