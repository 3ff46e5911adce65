import type { WritableDb } from '../connection/connection.ts'

/** Records something that no row of a followed table shows, and that can’t be undone. */
export async function noteInJournal(db: WritableDb, tbl: 'trash' | 'videos', subject: string): Promise<void> {
  await db.insertInto('journal_rows').values({ tbl, op: 'note', subject, key: null, old: null, new: null }).execute()
}
