import { useState } from 'react'
import type { DuplicateDecision, NearGroup, NearTake } from '../../shared/contract/duplicates.ts'
import { resolveGroup } from './resolve-group.ts'

/** What is decided of takes so far, by their ids. */
export type Decisions = Readonly<Record<string, DuplicateDecision | undefined>>

/**
 * Which take of a group is kept, which other one is looked at, and what is decided of each. When the last is decided, the group is,
 * in one step that can be undone.
 */
export function useGroupDecisions({ takes }: NearGroup) {
  const [keptId, setKeptId] = useState(takes[0]?.id)
  const [otherId, setOtherId] = useState(takes[1]?.id)
  const [decisions, setDecisions] = useState<Decisions>({})
  const [isBusy, setBusy] = useState(false)
  const kept = takes.find(({ id }) => id === keptId) ?? takes[0]
  const others = takes.filter((take) => take !== kept)
  const other = others.find(({ id }) => id === otherId) ?? others[0]

  async function decide(decision: DuplicateDecision | undefined): Promise<void> {
    if (!kept || !other || isBusy) return
    const now = { ...decisions, [other.id]: decision }
    setDecisions(now)
    const open = others.find(({ id }) => now[id] === undefined)
    if (open) {
      if (decision) setOtherId(open.id)
      return
    }
    setBusy(true)
    const decided = others.flatMap(({ id }) => (now[id] ? [{ id, decision: now[id] }] : []))
    // What was decided leaves the list by itself; where it did not work, all but the last stays decided.
    if (!(await resolveGroup({ kept_id: kept.id, takes: decided }))) setDecisions(decisions)
    setBusy(false)
  }

  return {
    kept,
    other,
    others,
    decisions,
    decide: (decision: DuplicateDecision | undefined) => void decide(decision),
    choose: ({ id }: NearTake) => setOtherId(id),
    walk(by: number): void {
      const next = other && others[others.indexOf(other) + by]
      if (next) setOtherId(next.id)
    },
    keepOther(): void {
      setKeptId(other?.id)
      setOtherId(kept?.id)
      setDecisions({})
    },
  }
}
