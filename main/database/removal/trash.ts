import { type RawBuilder, sql } from 'kysely'
import type { TrashFilter, TrashItem, TrashKey } from '../../../shared/contract/trash.ts'
import type { Subject } from '../../../shared/history.ts'
import type { Db, WritableDb } from '../connection/connection.ts'
import { endsThere } from '../connection/keyset.ts'
import { eachOf, type Page } from '../connection/query-parts.ts'
import { deletePrunedBranch, deleteRemovedTimeline } from '../timelines/in-trash.ts'

type Kind = TrashKey['kind']

/** `removedBefore` is a timestamp. */
type Filter = Pick<TrashFilter, 'kind'> & { removedBefore?: string | undefined }

/**
 * The tombstones of one kind. `key` and `number` are its primary key; copies are numbered within their step. Timelines
 * and branches stay in their tables, of which `only` selects the removed rows.
 */
interface Tombstones {
  table: string
  key: string
  number: string
  time: string
  name: string
  path: string
  only: string
}

const branchName = `(SELECT source_video FROM timelines WHERE timelines.id = timeline_id) || ' · '
  || coalesce(nullif(scenario_label, ''), stage_name, 'configuration')`

const tombstones: Record<Kind, Tombstones> = {
  video: removed('removed_videos', { name: "video ->> 'name'", path: "video ->> 'file_path'" }),
  image: removed('removed_media', { name: "media ->> 'Name'", path: "media ->> 'Path'" }),
  workflow: removed('removed_workflows', { name: "workflow ->> 'name'", path: 'NULL' }),
  timeline: {
    ...removed('timelines', { name: 'source_video', path: 'NULL' }),
    only: 'removed_at IS NOT NULL',
  },
  branch: {
    ...removed('checkpoints', { name: branchName, path: 'NULL' }),
    time: 'pruned_at',
    only: `pruned_at IS NOT NULL AND pruned_with = id
      AND EXISTS (SELECT 1 FROM timelines WHERE timelines.id = timeline_id AND removed_at IS NULL)`,
  },
  copy: {
    only: 'true',
    table: 'trashed_copies',
    key: 'step_id',
    number: 'seq',
    time: 'trashed_at',
    name: 'NULL',
    path: 'path',
  },
}

function removed(table: string, texts: Pick<Tombstones, 'name' | 'path'>): Tombstones {
  return { table, key: 'id', number: '0', time: 'removed_at', only: 'true', ...texts }
}

const kinds = Object.keys(tombstones) as Kind[]

const orderOfTrash = sql`removed_at DESC, "key" DESC, "number" DESC, kind DESC`

/** The position of a row in the trash. */
type Row = TrashKey & { removedAt: string }

/**
 * Selects the keys of a page of the trash, newest first. Each table gives its rows in the order of an index, and SQLite
 * merges them, so that a page does not read all of them.
 */
export function trashKeysQuery({ kind, removedBefore }: Filter, { offset, limit }: Page, after?: Row) {
  const parts = (kind ? [kind] : kinds).map((each) => {
    const { table, key, number, time } = tombstones[each]
    return sql`SELECT ${sql.lit(each)} AS kind, ${sql.raw(key)} AS "key", ${sql.raw(number)} AS "number",
      ${sql.raw(time)} AS removed_at FROM ${sql.table(table)} ${whereOld(each, removedBefore)}
      ${after ? sql`AND ${isBeyond(each, after)}` : sql``}`
  })
  return sql`${sql.join(parts, sql` UNION ALL `)} ORDER BY ${orderOfTrash} LIMIT ${limit} OFFSET ${offset}`
}

/** Tests whether a tombstone comes after a row of the list. */
function isBeyond(kind: Kind, after: Row): RawBuilder<unknown> {
  const { key, number, time } = tombstones[kind]
  const [step, seq] = after.kind === 'copy' ? Object.values(copyKeyOf(after.id)) : [after.id, 0]
  // The first test alone is one that an index serves.
  return sql`${sql.raw(time)} <= ${after.removedAt}
    AND (${sql.raw(time)}, ${sql.raw(key)}, ${sql.raw(number)}, ${sql.lit(kind)})
      < (${after.removedAt}, ${step}, ${seq}, ${after.kind})`
}

/** Returns the position of a row that a caller names, `<kind>/<id>`. @throws RushesError NOT_FOUND */
async function requireRow(db: Db, after: string): Promise<Row> {
  const [kind = '', ...id] = after.split('/')
  const key = { kind: kind as Kind, id: id.join('/') }
  const removedAt = kinds.includes(key.kind) ? await findRemovedAt(db, key) : undefined
  if (removedAt === undefined) throw endsThere(after)
  return { ...key, removedAt }
}

function whereOld(kind: Kind, removedBefore: string | undefined): RawBuilder<unknown> {
  const { time, only } = tombstones[kind]
  const where = sql`WHERE ${sql.raw(only)}`
  return removedBefore === undefined ? where : sql`${where} AND ${sql.raw(time)} <= ${removedBefore}`
}

/** Lists what is in the trash, newest first, without the size of its files. */
export async function listTrash(db: Db, filter: Filter, page: Page): Promise<Omit<TrashItem, 'size_bytes'>[]> {
  const after = page.after === undefined ? undefined : await requireRow(db, page.after)
  const keys = after ? trashKeysQuery(filter, { ...page, offset: 0 }, after) : trashKeysQuery(filter, page)
  const textOf = (text: 'name' | 'path') =>
    sql.join(
      kinds.map((kind) => {
        const { table, key, number, ...texts } = tombstones[kind]
        return sql`WHEN ${sql.lit(kind)} THEN (SELECT ${sql.raw(texts[text])} FROM ${sql.table(table)}
          WHERE ${sql.raw(key)} = "key" AND ${sql.raw(number)} = "number")`
      }),
      sql` `,
    )
  const { rows } = await sql<{
    kind: Kind
    key: string
    number: number
    removed_at: string
    name: string | null
    path: string | null
  }>`
    SELECT *, CASE kind ${textOf('name')} END AS name, CASE kind ${textOf('path')} END AS path
    FROM (${keys}) ORDER BY ${orderOfTrash}`.execute(db)
  return rows.map(({ kind, key, number, removed_at, name, path }) => {
    const id = kind === 'copy' ? `${key}/${number}` : key
    return { kind, id, removed_at, path, name: name ?? path?.split(/[\\/]/).at(-1) ?? id }
  })
}

/** Counts what is in the trash. */
export async function countTrash(db: Db, { kind, removedBefore }: Filter): Promise<number> {
  const counts = (kind ? [kind] : kinds).map((each) => {
    return sql`(SELECT count(*) FROM ${sql.table(tombstones[each].table)} ${whereOld(each, removedBefore)})`
  })
  const { rows } = await sql<{ total: number }>`SELECT ${sql.join(counts, sql` + `)} AS total`.execute(db)
  return rows[0]?.total ?? 0
}

/** Returns when something was removed; undefined if it is not in the trash. */
export async function findRemovedAt(db: Db, key: TrashKey): Promise<string | undefined> {
  const { table, time } = tombstones[key.kind]
  const { rows } = await sql<{ time: string }>`
    SELECT ${sql.raw(time)} AS time FROM ${sql.table(table)}
    WHERE ${isTombstone(key)} AND ${sql.raw(tombstones[key.kind].only)}`.execute(db)
  return rows[0]?.time
}

/** Deletes the media row of a removed video, unless the content has been imported again. */
async function deleteMediaOfRemoved(db: WritableDb, videoId: string): Promise<void> {
  const fileHash = sql`(SELECT file_hash FROM removed_videos WHERE id = ${videoId})`
  await sql`
    DELETE FROM media WHERE MediaType = 'Video' AND file_hash = ${fileHash}
      AND NOT EXISTS (SELECT 1 FROM videos WHERE file_hash = ${fileHash})`.execute(db)
}

/** Deletes a tombstone: what it kept can then no longer be restored. */
export async function deleteTombstone(db: WritableDb, key: TrashKey): Promise<void> {
  if (key.kind === 'timeline') return await deleteRemovedTimeline(db, key.id)
  if (key.kind === 'branch') return await deletePrunedBranch(db, key.id)
  if (key.kind === 'video') await deleteMediaOfRemoved(db, key.id)
  await sql`DELETE FROM ${sql.table(tombstones[key.kind].table)} WHERE ${isTombstone(key)}`.execute(db)
}

function isTombstone({ kind, id }: TrashKey): RawBuilder<unknown> {
  if (kind !== 'copy') return sql`id = ${id}`
  const { step_id, seq } = copyKeyOf(id)
  return sql`step_id = ${step_id} AND seq = ${seq}`
}

/** Returns whether another removed video, or image, has the content of one in the trash. */
export async function hasTwinInTrash(db: Db, noun: 'videos' | 'images', id: string): Promise<boolean> {
  const table = sql.table(noun === 'videos' ? 'removed_videos' : 'removed_media')
  const { rows } = await sql`
    SELECT 1 FROM ${table} WHERE file_hash = (SELECT file_hash FROM ${table} WHERE id = ${id}) AND id <> ${id} LIMIT 1
  `.execute(db)
  return rows.length > 0
}

/** Returns the key of a copy from its id in the trash, `<step>/<number>`. */
export function copyKeyOf(id: string): { step_id: string; seq: number } {
  const end = id.lastIndexOf('/')
  return { step_id: id.slice(0, end), seq: Number(id.slice(end + 1)) }
}

/** Returns whether the history names an item of the trash. */
export function isSubject(key: TrashKey): key is TrashKey & Pick<Subject, 'kind'> {
  return ['video', 'image', 'workflow'].includes(key.kind)
}

/** Returns items of the trash with their names. */
export async function namesInTrash(db: Db, keys: readonly TrashKey[]): Promise<Subject[]> {
  const named: Subject[] = []
  for (const key of keys) {
    const { table, name } = tombstones[key.kind]
    const { rows } = await sql<{ name: string | null }>`
      SELECT ${sql.raw(name)} AS name FROM ${sql.table(table)} WHERE ${isTombstone(key)}`.execute(db)
    if (isSubject(key)) named.push({ ...key, name: rows[0]?.name ?? null, is_present: false })
  }
  return named
}

/** Lists the folders of the trash, by their names, that hold files of no item in it. */
export async function listWithoutTombstone(db: Db, folders: readonly string[]): Promise<string[]> {
  const { rows } = await sql<{ name: string }>`
    SELECT value AS name FROM ${eachOf(folders)} WHERE NOT EXISTS (SELECT 1 FROM removed_videos WHERE id = value)
      AND NOT EXISTS (SELECT 1 FROM removed_media WHERE id = value)
      AND NOT EXISTS (SELECT 1 FROM trashed_copies WHERE step_id = value)`.execute(db)
  return rows.map(({ name }) => name)
}
