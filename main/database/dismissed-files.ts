import { sql } from 'kysely'
import type { Db } from './connection.ts'
import type { DismissedFileRow } from './rescan-tables.ts'

/** Notes files whose video or image is being removed: as they look now, watched folders do not bring them back. */
export async function dismissFiles(db: Db, files: readonly DismissedFileRow[]): Promise<void> {
  for (const { path, size_bytes, mtime_ms } of files) {
    await db.replaceInto('dismissed_files').values({ path, size_bytes, mtime_ms }).execute()
  }
}

/** Forgets them: what they hold is in the library again. */
export async function readmitFiles(db: Db, files: readonly { path: string }[]): Promise<void> {
  for (const { path } of files) await db.deleteFrom('dismissed_files').where('path', '=', path).execute()
}

/** What is known of those of `paths`, a few thousand at the most, that were dismissed. */
export async function listDismissed(db: Db, paths: readonly string[]): Promise<DismissedFileRow[]> {
  const asked = sql<string>`(SELECT value FROM json_each(${JSON.stringify(paths)}))`
  return await db.selectFrom('dismissed_files').selectAll().where('path', 'in', asked).execute()
}
