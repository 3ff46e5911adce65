import type { LinkDecision } from '../../../shared/contract/lineage.ts'
import type { Db, WritableDb } from '../connection/connection.ts'

/** The link that a decision is about: the content `input_hash` as the input `name` of the content `file_hash`. */
export interface LinkKey {
  file_hash: string
  name: string
  input_hash: string
}

/** Returns whether the file of a content names this input. */
export async function namesInput(db: Db, fileHash: string, name: string): Promise<boolean> {
  const row = await db
    .selectFrom('embedded_inputs')
    .select('position')
    .where('file_hash', '=', fileHash)
    .where('name', '=', name)
    .where('kind', '=', 'input')
    .limit(1)
    .executeTakeFirst()
  return row !== undefined
}

/** Returns the decision about a link, or undefined. */
export async function findLinkDecision(db: Db, key: LinkKey): Promise<LinkDecision | undefined> {
  const row = await db
    .selectFrom('link_decisions')
    .select('decision')
    .where('file_hash', '=', key.file_hash)
    .where('name', '=', key.name)
    .where('input_hash', '=', key.input_hash)
    .executeTakeFirst()
  return row?.decision
}

/** Sets the decision about a link; null removes it. */
export async function setLinkDecision(
  db: WritableDb,
  { file_hash, name, input_hash, decision }: LinkKey & { decision: LinkDecision | null },
  decided_at: string,
): Promise<void> {
  if (decision === null) {
    await db
      .deleteFrom('link_decisions')
      .where('file_hash', '=', file_hash)
      .where('name', '=', name)
      .where('input_hash', '=', input_hash)
      .execute()
    return
  }
  await db
    .insertInto('link_decisions')
    .values({ file_hash, name, input_hash, decision, decided_at })
    .onConflict((conflict) =>
      conflict.columns(['file_hash', 'name', 'input_hash']).doUpdateSet({ decision, decided_at }),
    )
    .execute()
}
