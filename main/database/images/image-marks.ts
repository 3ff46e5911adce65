import { sql } from 'kysely'
import type { Colour } from '../../../shared/colours.ts'
import type { Db, WritableDb } from '../connection/connection.ts'
import { eachOf, listOf } from '../connection/query-parts.ts'
import type { Coloured } from '../videos/notes.ts'
import { knownRating, type Rated } from '../videos/ratings.ts'

/** A column of `image_notes`. */
type Mark = 'rating' | 'colour' | 'note'

const isImage = sql`MediaType = 'Image' AND file_hash IS NOT NULL`

async function readMarks<Value>(
  db: Db,
  ids: readonly string[],
  mark: Mark,
): Promise<{ value: Value | null; ids: string[] }[]> {
  const { rows } = await sql<{ id: string; value: Value | null }>`
    SELECT Id AS id, (SELECT ${sql.ref(mark)} FROM image_notes WHERE image_notes.file_hash = media.file_hash) AS value
    FROM media WHERE Id IN ${listOf(ids)} AND ${isImage}`.execute(db)
  return [...Map.groupBy(rows, ({ value }) => value)].map(([value, marked]) => ({
    value,
    ids: marked.map(({ id }) => id),
  }))
}

/** Groups those of `ids` that exist by their ratings. */
export async function readImageRatings(db: Db, ids: readonly string[]): Promise<Rated[]> {
  const groups = await readMarks(db, ids, 'rating')
  return groups.map(({ value, ids: rated }) => ({ rating: knownRating(value), ids: rated }))
}

/** Groups those of `ids` that exist by their colours. */
export async function readImageColours(db: Db, ids: readonly string[]): Promise<Coloured[]> {
  const groups = await readMarks<Colour>(db, ids, 'colour')
  return groups.map(({ value, ids: coloured }) => ({ colour: value, ids: coloured }))
}

/** Sets one mark of images, or clears it; unknown ids are skipped. A row without marks is deleted. */
export async function setImageMark(
  db: WritableDb,
  ids: readonly string[],
  mark: Mark,
  value: number | string | null,
): Promise<void> {
  const column = sql.ref(mark)
  const hashes = sql`(SELECT file_hash FROM media WHERE Id IN ${listOf(ids)} AND ${isImage})`
  if (value !== null) {
    await sql`INSERT INTO image_notes (file_hash, ${column})
      SELECT file_hash, ${value} FROM ${eachOf(ids)} AS asked JOIN media ON media.Id = asked.value WHERE ${isImage}
      ON CONFLICT (file_hash) DO UPDATE SET ${column} = excluded.${column}`.execute(db)
    return
  }
  const others = (['rating', 'colour', 'note'] as const).filter((one) => one !== mark)
  const isAlone = sql`coalesce(${sql.join(others.map((one) => sql.ref(one)))}) IS NULL`
  await sql`DELETE FROM image_notes WHERE file_hash IN ${hashes} AND ${isAlone}`.execute(db)
  await sql`UPDATE image_notes SET ${column} = NULL WHERE file_hash IN ${hashes}`.execute(db)
}

/** Lists those of `ids` that exist. */
export async function listImageIdsAmong(db: Db, ids: readonly string[]): Promise<string[]> {
  const { rows } = await sql<{ id: string }>`
    SELECT Id AS id FROM media WHERE Id IN ${listOf(ids)} AND ${isImage}`.execute(db)
  return rows.map(({ id }) => id)
}
