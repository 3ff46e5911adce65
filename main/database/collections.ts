import { type Selectable, sql } from 'kysely'
import { RushesError } from '../../shared/errors.ts'
import type { Db, WritableDb } from './connection/connection.ts'
import { eachOf, listOf } from './connection/query-parts.ts'
import type { Tables } from './tables.ts'

export type CollectionRow = Selectable<Tables['collections']>
/** A collection with the number of its videos, and the video of its cover. */
export type ListedCollection = CollectionRow & { count: number; cover: { id: string; file_hash: string } | null }

/** Lists all collections by name. */
export async function listCollections(db: Db): Promise<ListedCollection[]> {
  const { rows } = await sql<CollectionRow & { count: number; cover: string | null }>`
    SELECT collections.*,
      (SELECT count(*) FROM collected_videos WHERE collection_id = collections.id) AS count,
      coalesce(
        (SELECT json_object('id', id, 'file_hash', file_hash) FROM videos WHERE videos.id = cover_id),
        (SELECT json_object('id', videos.id, 'file_hash', file_hash)
          FROM collected_videos JOIN videos ON videos.id = video_id
          WHERE collection_id = collections.id ORDER BY position LIMIT 1)) AS cover
    FROM collections ORDER BY name COLLATE NOCASE`.execute(db)
  return rows.map((row) => ({ ...row, cover: row.cover === null ? null : JSON.parse(row.cover) }))
}

/** Returns the collection with this id. @throws RushesError NOT_FOUND */
export async function requireCollection(db: Db, id: string): Promise<CollectionRow> {
  const row = await db.selectFrom('collections').selectAll().where('id', '=', id).executeTakeFirst()
  if (!row) throw new RushesError('NOT_FOUND', `Collection not found: ${id}.`)
  return row
}

/** Adds a collection, or replaces the one with its id. @throws RushesError CONFLICT if another one has the name */
export async function upsertCollection(db: WritableDb, row: CollectionRow): Promise<void> {
  const { id, ...values } = row
  const { rows } = await sql<{ id: string }>`
    SELECT id FROM collections WHERE name = ${row.name} COLLATE NOCASE AND id <> ${id}`.execute(db)
  if (rows.length > 0)
    throw new RushesError('CONFLICT', `There is already a collection named “${row.name}”. Choose another name.`)
  await db
    .insertInto('collections')
    .values(row)
    .onConflict((conflict) => conflict.column('id').doUpdateSet(values))
    .execute()
}

/** Deletes a collection; its videos stay. */
export async function deleteCollection(db: WritableDb, id: string): Promise<void> {
  await db.deleteFrom('collected_videos').where('collection_id', '=', id).execute()
  await db.deleteFrom('collections').where('id', '=', id).execute()
}

/** Lists the ids of the videos of a collection in their order. */
export async function listCollected(db: Db, id: string): Promise<string[]> {
  const { rows } = await sql<{ video_id: string }>`
    SELECT video_id FROM collected_videos WHERE collection_id = ${id} ORDER BY position`.execute(db)
  return rows.map(({ video_id }) => video_id)
}

/** Sets the videos of a collection and their order; unknown ids are skipped. Writes only rows that change. */
export async function setCollected(db: WritableDb, id: string, videoIds: readonly string[]): Promise<void> {
  await sql`DELETE FROM collected_videos
    WHERE collection_id = ${id} AND video_id NOT IN ${listOf(videoIds)}`.execute(db)
  // The first of several equal ids counts.
  await sql`INSERT INTO collected_videos (collection_id, video_id, position)
    SELECT ${id}, videos.id, min(asked.key) FROM ${eachOf(videoIds)} AS asked JOIN videos ON videos.id = asked.value
    GROUP BY videos.id ORDER BY 3
    ON CONFLICT (collection_id, video_id) DO UPDATE SET position = excluded.position
    WHERE position <> excluded.position`.execute(db)
}

/** Returns the id of the collection whose name has a text, the first in alphabetical order; undefined if none has. */
export async function findCollectionNamed(db: Db, text: string, isWhole: boolean): Promise<string | undefined> {
  const { rows } = await sql<{ id: string }>`
    SELECT id FROM collections
    WHERE ${isWhole ? sql`folded(name) = ${text}` : sql`instr(folded(name), ${text}) > 0`}
    ORDER BY name COLLATE NOCASE LIMIT 1`.execute(db)
  return rows[0]?.id
}
