import { sql } from 'kysely'
import type { Colour } from '../../../shared/colours.ts'
import type { Db, WritableDb } from '../connection/connection.ts'
import { eachOf, listOf } from '../connection/query-parts.ts'

/** Ids of videos with the same colour, or without one. */
export interface Coloured {
  colour: Colour | null
  ids: string[]
}

/** Groups those of `ids` that exist by their colours. */
export async function readColours(db: Db, ids: readonly string[]): Promise<Coloured[]> {
  const { rows } = await sql<{ colour: Colour | null; id: string }>`
    SELECT id, (SELECT colour FROM video_notes WHERE video_id = id) AS colour FROM videos
    WHERE id IN ${listOf(ids)}`.execute(db)
  const groups = Map.groupBy(rows, ({ colour }) => colour)
  return [...groups].map(([colour, labelled]) => ({ colour, ids: labelled.map(({ id }) => id) }))
}

/** Sets the colour of videos, or clears it; unknown ids are skipped. */
export async function setColour(db: WritableDb, ids: readonly string[], colour: Colour | null): Promise<void> {
  if (colour === null) return await clear(db, ids, 'colour')
  await sql`INSERT INTO video_notes (video_id, colour)
    SELECT videos.id, ${colour} FROM ${eachOf(ids)} AS asked JOIN videos ON videos.id = asked.value WHERE true
    ON CONFLICT (video_id) DO UPDATE SET colour = excluded.colour`.execute(db)
}

/** Sets the note on a video, or clears it. */
export async function setNote(db: WritableDb, id: string, note: string | null): Promise<void> {
  if (note === null) return await clear(db, [id], 'note')
  await sql`INSERT INTO video_notes (video_id, note) VALUES (${id}, ${note})
    ON CONFLICT (video_id) DO UPDATE SET note = excluded.note`.execute(db)
}

/** Clears one column; a row with neither a colour nor a note is deleted. */
async function clear(db: WritableDb, ids: readonly string[], column: 'colour' | 'note'): Promise<void> {
  const other = sql.ref(column === 'note' ? 'colour' : 'note')
  await sql`DELETE FROM video_notes WHERE video_id IN ${listOf(ids)} AND ${other} IS NULL`.execute(db)
  await sql`UPDATE video_notes SET ${sql.ref(column)} = NULL WHERE video_id IN ${listOf(ids)}`.execute(db)
}
