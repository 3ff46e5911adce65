import { create } from 'zustand'
import type { DuplicateDecision, SimilarGroup, SimilarVideo } from '../../shared/contract/duplicates.ts'
import { resolveGroup } from './resolve-group.ts'

/** Decisions by ids of takes. */
export type Decisions = Readonly<Record<string, DuplicateDecision | undefined>>

/** A group that is being decided. */
interface Pending {
  /** Ids of the take to keep and of the other one on screen; undefined for the first two. */
  keptId?: string | undefined
  otherId?: string | undefined
  decisions: Decisions
  isBusy?: boolean
}

const untouched: Pending = { decisions: {} }

/** The groups that are being decided, by their takes. They stay while other groups and pages are visited. */
const usePending = create<{ groups: ReadonlyMap<string, Pending> }>(() => ({ groups: new Map() }))

/**
 * Returns the key of a group. In another order, as by another rule, it is another group: another take is to be kept.
 */
function keyOf({ takes }: SimilarGroup): string {
  return takes.map(({ id }) => id).join()
}

function change(key: string, changes: Partial<Pending>): void {
  usePending.setState(({ groups }) => ({
    groups: new Map([...groups, [key, { ...(groups.get(key) ?? untouched), ...changes }]]),
  }))
}

/** Returns how many takes of a group are decided, as long as not all are. */
export function usePendingCount(group: SimilarGroup | undefined): number {
  return usePending(({ groups }) => {
    const { decisions } = (group && groups.get(keyOf(group))) ?? untouched
    return Object.values(decisions).filter(Boolean).length
  })
}

/**
 * Returns the take of a group to keep, the other one on screen, and the decision for each take. The last decision
 * resolves the group, in one step that can be undone.
 */
export function useGroupDecisions(group: SimilarGroup) {
  const { takes } = group
  const key = keyOf(group)
  const pending = usePending(({ groups }) => groups.get(key)) ?? untouched
  const { decisions } = pending
  const kept = takes.find(({ id }) => id === pending.keptId) ?? takes[0]
  const others = takes.filter((take) => take !== kept)
  const other = others.find(({ id }) => id === pending.otherId) ?? others[0]
  const show = ({ id }: SimilarVideo) => change(key, { otherId: id })

  async function decide(decision: DuplicateDecision | undefined): Promise<void> {
    if (!kept || !other || pending.isBusy) return
    const now = { ...decisions, [other.id]: decision }
    change(key, { decisions: now })
    const open = others.find(({ id }) => now[id] === undefined)
    if (open) {
      if (decision) show(open)
      return
    }
    change(key, { isBusy: true })
    const decided = others.flatMap(({ id }) => (now[id] ? [{ id, decision: now[id] }] : []))
    // A resolved group leaves the list by an event. After an error, all decisions but the last stay.
    const isResolved = await resolveGroup({ kept_id: kept.id, takes: decided })
    change(key, isResolved ? { ...untouched, isBusy: false } : { decisions, isBusy: false })
  }

  return {
    kept,
    other,
    others,
    decisions,
    decide: (decision: DuplicateDecision | undefined) => void decide(decision),
    choose: show,
    walk(by: number): void {
      const next = other && others[others.indexOf(other) + by]
      if (next) show(next)
    },
    keepOther(): void {
      change(key, { keptId: other?.id, otherId: kept?.id, decisions: {} })
    },
  }
}
