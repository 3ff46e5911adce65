import type { DecidedGroup, DuplicateDecision } from '../../../shared/contract/duplicates.ts'
import type { WritableDb } from '../../database/connection/connection.ts'
import { findDecision, pairOf, upsertDecision } from '../../database/duplicates/decisions.ts'
import type { KeptResolution } from '../../database/duplicates/resolutions.ts'
import type { ListedVideo } from '../../database/videos/listed-video.ts'

/** A decided group with its videos. */
export interface Group {
  kept: ListedVideo
  decided: { video: ListedVideo; decision: DecidedGroup['takes'][number]['decision'] }[]
}

/**
 * Saves the decisions of a group by pairs: of the kept video with each other one, and of every two that stay, so that
 * no pair is shown again. Returns the pairs with their earlier decisions.
 */
export async function decidePairs(
  db: WritableDb,
  { kept, decided }: Group,
  now: string,
): Promise<KeptResolution['decisions']> {
  const saved: KeptResolution['decisions'] = []
  const save = async (a: string, b: string, decision: DuplicateDecision) => {
    const pair = pairOf(a, b)
    // Another program stored a content twice: which of two equal ones stays says nothing about what they show.
    if (!pair) return
    saved.push({ pair, before: (await findDecision(db, pair)) ?? null })
    await upsertDecision(db, { ...pair, decision, trashed_hash: decision === 'trash' ? b : null, decided_at: now })
  }
  const stay = decided.filter(({ decision }) => decision !== 'trash')
  for (const { video, decision } of decided) await save(kept.file_hash, video.file_hash, decision)
  for (const [index, one] of stay.entries()) {
    for (const other of stay.slice(index + 1)) {
      await save(one.video.file_hash, other.video.file_hash, decisionBetween(one.decision, other.decision))
    }
  }
  return saved
}

/**
 * Returns the decision for two videos that stay: if one of them differs from the kept video, the two differ likewise.
 */
function decisionBetween(a: DuplicateDecision, b: DuplicateDecision): DuplicateDecision {
  return (['different', 'alternate'] as const).find((decision) => decision === a || decision === b) ?? 'keep'
}
