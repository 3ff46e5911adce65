import { sql } from 'kysely'
import type { WritableDb } from '../connection/connection.ts'

/** Limits of the journal; the oldest entries beyond them are deleted. */
export const journalLimits = { entries: 100_000, days: 365, rows: 5_000_000 }

const rowsPerCall = 20_000

/**
 * Deletes a part of the oldest entry if it is beyond the limits; the newest entry always stays. The oldest is the first
 * one, whatever its time: of later ones, a clock that was wrong may have written any. Returns whether there may be more
 * to delete.
 */
export async function pruneJournal(
  db: WritableDb,
  oldest: string,
  { entries, rows }: Pick<typeof journalLimits, 'entries' | 'rows'> = journalLimits,
): Promise<boolean> {
  const { rows: found } = await sql<{ id: number; first_seq: number; last_seq: number; is_last: number }>`
    SELECT entry.id, part.first_seq, part.last_seq,
      (SELECT count(*) FROM journal_parts AS other WHERE other.entry_id = entry.id) = 1 AS is_last
    FROM journal AS entry JOIN journal_parts AS part ON part.entry_id = entry.id
    WHERE entry.id = (SELECT min(entry_id) FROM journal_parts) AND entry.id < (SELECT max(id) FROM journal) AND (
      entry.id <= (SELECT max(id) FROM journal) - ${entries}
      OR entry.at < ${oldest}
      OR part.last_seq <= (SELECT max(seq) FROM journal_rows) - ${rows})
    ORDER BY part.first_seq LIMIT 1`.execute(db)
  const part = found[0]
  if (!part) return false
  const { first_seq, last_seq } = part
  const deleted = await sql`
    DELETE FROM journal_rows WHERE seq IN (
      SELECT seq FROM journal_rows WHERE seq BETWEEN ${first_seq} AND ${last_seq} LIMIT ${rowsPerCall})`.execute(db)
  if (Number(deleted.numAffectedRows ?? 0n) === rowsPerCall) return true
  await sql`DELETE FROM journal_parts WHERE first_seq = ${first_seq}`.execute(db)
  if (part.is_last) await sql`DELETE FROM journal WHERE id = ${part.id}`.execute(db)
  return true
}
