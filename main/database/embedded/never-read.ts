import { type RawBuilder, sql } from 'kysely'
import { absolute } from '../caches/cache-state.ts'
import type { Db } from '../connection/connection.ts'

/** A video or an image whose file has never been read for how it was made, and is not known to be missing. */
export interface NeverRead {
  id: string
  file_hash: string
  file_path: string
  /** Its place in the list: the next page starts after it. */
  cursor: number
}

const tables = {
  video: {
    columns: sql`id, file_hash, file_path, videos.rowid AS cursor`,
    rows: neverRead(sql`videos`, sql`file_path`),
  },
  image: {
    columns: sql`Id AS id, file_hash, Path AS file_path, media.rowid AS cursor`,
    rows: sql`${neverRead(sql`media`, sql`Path`)} AND MediaType = 'Image' AND file_hash IS NOT NULL`,
  },
}

/** Returns the clauses that select the rows of a table without a reading. */
function neverRead(table: RawBuilder<unknown>, path: RawBuilder<string>) {
  return sql`
    FROM ${table} WHERE NOT EXISTS (SELECT 1 FROM embedded_readings WHERE embedded_readings.file_hash = ${table}.file_hash)
      AND NOT EXISTS (SELECT 1 FROM locations WHERE path = ${absolute(path)} AND missing_since IS NOT NULL)`
}

/** Lists videos or images that were never read, the oldest first; `after` is the cursor of the last one listed. */
export async function listNeverRead(db: Db, kind: 'video' | 'image', after: number, limit: number) {
  const { columns, rows } = tables[kind]
  return (
    await sql<NeverRead>`SELECT ${columns} ${rows} AND cursor > ${after} ORDER BY cursor LIMIT ${limit}`.execute(db)
  ).rows
}

/** Counts the videos and images that were never read. */
export async function countNeverRead(db: Db): Promise<{ videos: number; images: number }> {
  const { rows } = await sql<{ videos: number; images: number }>`
    SELECT (SELECT count(*) ${tables.video.rows}) AS videos, (SELECT count(*) ${tables.image.rows}) AS images`.execute(
    db,
  )
  return rows[0] ?? { videos: 0, images: 0 }
}
