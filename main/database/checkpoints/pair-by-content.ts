import { diffArrays } from 'diff'
import { type Json, type MemberPair, type Members, pairByKey } from '../../../shared/json-differences.ts'

/** Lists that differ in more members are paired by their index: the search takes the square of that number of steps. */
const mostEdits = 1000

/**
 * Pairs the members of two lists that both have in common, in order, wherever they are, so that a detection which is
 * missing does not shift those after it. The others are paired in turn; one without a counterpart has the index in its
 * own list. Members of objects are paired by key.
 */
export function pairByContent(was: Members, is: Members): MemberPair[] {
  if (!Array.isArray(was) || !Array.isArray(is)) return pairByKey(was, is)
  const [before, after] = [textsOf(was), textsOf(is)]
  const changes = diffArrays(before, after, { maxEditLength: mostEdits })
  if (!changes) return pairByKey(was, is)
  const pairs: MemberPair[] = []
  let [from, to, removed, added] = [0, 0, 0, 0]
  const addChanged = () => {
    for (let step = 0; step < Math.max(removed, added); step++) {
      const old = step < removed ? was[from + step] : undefined
      const now = step < added ? is[to + step] : undefined
      pairs.push({ key: now === undefined ? from + step : to + step, old, now })
    }
    from += removed
    to += added
    removed = 0
    added = 0
  }
  for (const change of changes) {
    if (change.removed) removed += change.count
    else if (change.added) added += change.count
    else {
      addChanged()
      from += change.count
      to += change.count
    }
  }
  addChanged()
  return pairs
}

function textsOf(members: readonly Json[]): string[] {
  return members.map((member) => JSON.stringify(member))
}
