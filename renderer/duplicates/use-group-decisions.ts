import { useState } from 'react'
import type { DuplicateDecision, SimilarGroup, SimilarVideo } from '../../shared/contract/duplicates.ts'
import { resolveGroup } from './resolve-group.ts'

/** Decisions by ids of takes. */
export type Decisions = Readonly<Record<string, DuplicateDecision | undefined>>

/**
 * Returns the take of a group to keep, the other one on screen, and the decision for each take. The last decision
 * resolves the group, in one step that can be undone.
 */
export function useGroupDecisions({ takes }: SimilarGroup) {
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
    // A resolved group leaves the list by an event. After an error, all decisions but the last stay.
    if (!(await resolveGroup({ kept_id: kept.id, takes: decided }))) setDecisions(decisions)
    setBusy(false)
  }

  return {
    kept,
    other,
    others,
    decisions,
    decide: (decision: DuplicateDecision | undefined) => void decide(decision),
    choose: ({ id }: SimilarVideo) => setOtherId(id),
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
