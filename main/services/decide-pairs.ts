import type { DuplicateDecision } from '../../shared/contract/duplicates.ts'
import type { Db } from '../database/connection.ts'
import { findDecision, pairOf, putDecision } from '../database/duplicate-decisions.ts'
import type { KeptResolution } from '../database/duplicate-resolutions.ts'
import type { Group } from './resolve-duplicates.ts'

/**
 * Keeps what was decided of a group by pairs: of the kept one and each that goes to the trash, and of every two that stay, so that
 * nobody is asked of those again. Answers with what was decided of the same pairs before.
 */
export async function decidePairs(db: Db, { kept, takes }: Group, now: string): Promise<KeptResolution['decisions']> {
  const decided: KeptResolution['decisions'] = []
  const decide = async (a: string, b: string, decision: DuplicateDecision) => {
    const pair = pairOf(a, b)
    // Another program stored a content twice: which of two equal ones stays is no decision about what they show.
    if (!pair) return
    decided.push({ pair, before: (await findDecision(db, pair)) ?? null })
    await putDecision(db, { ...pair, decision, trashed_hash: decision === 'trash' ? b : null, decided_at: now })
  }
  const stay = takes.filter(({ decision }) => decision !== 'trash')
  for (const { video, decision } of takes) await decide(kept.file_hash, video.file_hash, decision)
  for (const [index, one] of stay.entries()) {
    for (const other of stay.slice(index + 1)) {
      await decide(one.video.file_hash, other.video.file_hash, ofBoth(one.decision, other.decision))
    }
  }
  return decided
}

/** What sets one of two apart from the kept one sets the two apart. */
function ofBoth(a: DuplicateDecision, b: DuplicateDecision): DuplicateDecision {
  return (['different', 'alternate'] as const).find((decision) => decision === a || decision === b) ?? 'keep'
}
