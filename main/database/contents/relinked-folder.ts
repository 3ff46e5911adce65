import { sql } from 'kysely'
import type { Db, WritableDb } from '../connection/connection.ts'
import { recordDeletes, recordInserts, recordPath } from '../journal/unfollowed.ts'
import { findLocation, upsertLocation } from './locations.ts'
import type { Fingerprint } from './moved-locations.ts'

/** A recorded path with the content that is expected there. One that was never read has no sample hash. */
export interface RecordedFile extends Fingerprint {
  path: string
  file_hash: string
}

const noFingerprint = sql`0 AS size_bytes, 0 AS mtime_ms, '' AS sample_hash`

/** Returns the query of `listRecordedInside`. */
export function recordedInsideQuery(folder: string, after: string, limit: number) {
  const inside = (path: string) => sql`${sql.ref(path)} > ${after} AND ${sql.ref(path)} < ${folder} || char(1114111)`
  const without = (path: string) => sql`NOT EXISTS (SELECT 1 FROM locations WHERE locations.path = ${sql.ref(path)})`
  return sql<RecordedFile>`
    SELECT path, file_hash, size_bytes, mtime_ms, sample_hash FROM locations WHERE ${inside('path')}
    UNION ALL
    SELECT file_path, file_hash, ${noFingerprint} FROM videos WHERE ${inside('file_path')} AND ${without('videos.file_path')}
    UNION ALL
    SELECT Path, file_hash, ${noFingerprint} FROM media
    WHERE ${inside('Path')} AND file_hash IS NOT NULL AND ${without('media.Path')}
    ORDER BY path LIMIT ${limit}`
}

/**
 * Lists the files of videos, images and other contents that are recorded inside `folder`, which ends in a separator, in
 * the order of their paths, after the cursor `after`: at first `folder`.
 */
export async function listRecordedInside(
  db: Db,
  folder: string,
  after: string,
  limit: number,
): Promise<RecordedFile[]> {
  return (await recordedInsideQuery(folder, after, limit).execute(db)).rows
}

/** A recorded file that was found at another path. */
export interface RelinkedFile {
  from: RecordedFile
  to: Fingerprint & { path: string }
  /** True if the file was read in full at the new path. */
  isRead: boolean
  /** True if the file is still at its former path, too, which then stays a location. */
  isStillThere: boolean
}

/**
 * Replaces the path of a file by the one where it is now, with an entry in the journal. Returns false if another
 * content is recorded there, or if the file is no longer recorded at its former path.
 */
export async function relinkFile(
  db: WritableDb,
  { from, to, isRead, isStillThere }: RelinkedFile,
  now: string,
): Promise<boolean> {
  const [former, last] = [await findLocation(db, from.path), await findLocation(db, to.path)]
  if (former && former.file_hash !== from.file_hash) return false
  if (last && last.file_hash !== from.file_hash) return false
  const videos = await db.selectFrom('videos').select(['id', 'file_path']).where('file_path', '=', from.path).execute()
  const others = await db.selectFrom('videos').select('file_hash').where('file_path', '=', to.path).execute()
  if (others.some(({ file_hash }) => file_hash !== from.file_hash)) return false
  const isKnown = last?.missing_since === null
  if (!isKnown) {
    await upsertLocation(db, { ...to, file_hash: from.file_hash, seen_at: now, verified_at: isRead ? now : null })
    if (!last) await recordInserts(db, 'locations', [to.path])
  }
  if (former && !isStillThere) {
    await recordDeletes(db, 'locations', [from.path])
    await db.deleteFrom('locations').where('path', '=', from.path).execute()
  }
  const paths = { from: from.path, to: to.path }
  for (const { id } of others.length > 0 ? [] : videos) {
    await db.updateTable('videos').set({ file_path: to.path }).where('id', '=', id).execute()
    await recordPath(db, 'videos', { id, ...paths })
  }
  for (const { Id } of await db.selectFrom('media').select('Id').where('Path', '=', from.path).execute()) {
    await db.updateTable('media').set({ Path: to.path }).where('Id', '=', Id).execute()
    await recordPath(db, 'media', { id: Id, ...paths })
  }
  return true
}

/** Lists the watched folders or dismissed files that are `folder`, without a separator at its end, or inside it. */
export async function listPathsInside(
  db: Db,
  table: 'watched_folders' | 'dismissed_files',
  folder: string,
  separator: string,
): Promise<string[]> {
  const inside = folder + separator
  const { rows } = await sql<{ path: string }>`
    SELECT path FROM ${sql.table(table)}
    WHERE path = ${folder} OR (path >= ${inside} AND path < ${inside} || char(1114111))`.execute(db)
  return rows.map(({ path }) => path)
}

/** Gives watched folders or dismissed files other paths, with entries in the journal; an existing row stays. */
export async function renamePaths(
  db: WritableDb,
  table: 'watched_folders' | 'dismissed_files',
  renamed: readonly { from: string; to: string }[],
): Promise<void> {
  for (const { from, to } of renamed) {
    await recordDeletes(db, table, [from])
    const moved = await sql`UPDATE OR IGNORE ${sql.table(table)} SET path = ${to} WHERE path = ${from}`.execute(db)
    if (moved.numAffectedRows) await recordInserts(db, table, [to])
    else await sql`DELETE FROM ${sql.table(table)} WHERE path = ${from}`.execute(db)
  }
}
