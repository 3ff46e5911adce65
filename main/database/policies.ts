import { type RawBuilder, type Selectable, type SqlBool, sql } from 'kysely'
import { RushesError } from '../../shared/errors.ts'
import type { Db, WritableDb } from './connection/connection.ts'
import { eachOf } from './connection/query-parts.ts'
import type { Tables } from './tables.ts'
import type { ResolvedFilter } from './videos/filter.ts'
import { selectVideos } from './videos.ts'

export type PolicyRow = Selectable<Tables['policies']>

/** Lists the clean-up policies, the oldest first. */
export async function listPolicies(db: Db): Promise<PolicyRow[]> {
  return await db.selectFrom('policies').selectAll().orderBy('created_at').orderBy('id').execute()
}

/** Returns the policy with this id. @throws RushesError NOT_FOUND */
export async function requirePolicy(db: Db, id: string): Promise<PolicyRow> {
  const row = await db.selectFrom('policies').selectAll().where('id', '=', id).executeTakeFirst()
  if (!row) throw new RushesError('NOT_FOUND', `Policy not found: ${id}.`)
  return row
}

/** Adds a policy, or replaces the one with its id. @throws RushesError CONFLICT if another one has its name. */
export async function upsertPolicy(db: WritableDb, policy: PolicyRow): Promise<void> {
  const { id, ...values } = policy
  const same = await db.selectFrom('policies').select('id').where('name', '=', policy.name).executeTakeFirst()
  if (same && same.id !== id)
    throw new RushesError('CONFLICT', `There is a policy “${policy.name}” already. Choose another name.`)
  await db
    .insertInto('policies')
    .values(policy)
    .onConflict((conflict) => conflict.column('id').doUpdateSet(values))
    .execute()
}

/** Deletes a policy. */
export async function deletePolicy(db: WritableDb, id: string): Promise<void> {
  await db.deleteFrom('policies').where('id', '=', id).execute()
}

/** Records when a policy ran last. */
export async function markPolicyRun(db: WritableDb, id: string, now: string): Promise<void> {
  await db.updateTable('policies').set({ last_run_at: now }).where('id', '=', id).execute()
}

/** The takes that a policy chooses. */
export interface Choice {
  filter: ResolvedFilter
  /** The timestamp at which the takes were added, or earlier. */
  addedBefore?: string | undefined
  /** The size that own files may have: the oldest of the takes beyond it are chosen. */
  maxBytes?: number | undefined
  /** The beginnings of the paths of the files that the library owns. */
  ownFolders: readonly string[]
}

/** Returns the query of the takes that a policy chooses; `own_bytes` is 0 for a file that the library does not own. */
export function chosenQuery(db: Db, { filter, addedBefore, maxBytes, ownFolders }: Choice) {
  const isBelowAny = (path: string) =>
    sql.join(
      ownFolders.map((folder) => isBelow(sql.ref(path), folder)),
      sql` OR `,
    )
  // A take that plays from elsewhere may have a file of the library too.
  const isOwn = sql<SqlBool>`videos.rowid IN (
    SELECT rowid FROM videos WHERE ${isBelowAny('file_path')}
    UNION SELECT videos.rowid FROM locations JOIN videos ON videos.file_hash = locations.file_hash
      WHERE locations.missing_since IS NULL AND (${isBelowAny('locations.path')}))`
  const size = sql<number>`iif(typeof(videos.size_bytes) = 'integer', videos.size_bytes, 0)`
  const matching = selectVideos(db, filter)
    .select([sql<number>`videos.rowid`.as('number'), 'videos.id', 'videos.name', size.as('size_bytes')])
    .select(sql<number>`iif(${isOwn}, ${size}, 0)`.as('own_bytes'))
    // A time that another program wrote as a number would be before every text.
    .$if(addedBefore !== undefined, (query) =>
      query.where(sql<SqlBool>`typeof(videos.created_at) = 'text' AND videos.created_at <= ${addedBefore}`),
    )
    .$if(maxBytes !== undefined, (query) =>
      query.where(isOwn).select(sql<number>`sum(${size}) OVER (ORDER BY videos.rowid DESC)`.as('with_newer')),
    )
  return db
    .selectFrom(matching.as('chosen'))
    .select(['number', 'id', 'name', 'size_bytes', 'own_bytes'])
    .$if(maxBytes !== undefined, (query) => query.where(sql<SqlBool>`with_newer > ${maxBytes}`))
    .orderBy('number')
}

/** Selects paths below a folder, which ends in a separator. */
function isBelow(path: RawBuilder<unknown>, folder: string): RawBuilder<SqlBool> {
  return sql`(${path} >= ${folder} AND ${path} < ${folder} || char(1114111))`
}

const samplesShown = 8

/** Counts the takes that a policy chooses, and returns the oldest as samples. */
export async function sumChosen(db: Db, choice: Choice, signal?: AbortSignal) {
  const chosen = chosenQuery(db, choice)
  const sums = await db
    .selectFrom(chosen.as('all'))
    .select([
      sql<number>`count(*)`.as('count'),
      sql<number>`total(size_bytes)`.as('size_bytes'),
      sql<number>`total(own_bytes)`.as('freed_bytes'),
    ])
    .executeTakeFirstOrThrow({ signal })
  const samples = await chosen.limit(samplesShown).execute({ signal })
  return {
    ...sums,
    samples: samples.map(({ id, name, size_bytes }) => ({ video_id: id, name, size_bytes })),
  }
}

/** Lists the ids of the takes that a policy chooses, the oldest first. */
export async function listChosenIds(db: Db, choice: Choice): Promise<string[]> {
  return (await chosenQuery(db, choice).execute()).map(({ id }) => id)
}

/** Lists those of these contents that nothing in the library or its trash refers to. */
export async function listUnreferenced(db: Db, fileHashes: readonly string[]): Promise<string[]> {
  const tables = ['videos', 'media', 'removed_videos', 'removed_media', 'timeline_frames']
  const known = tables.map((table) => sql`value IN (SELECT file_hash FROM ${sql.table(table)})`)
  const { rows } = await sql<{ value: string }>`
    SELECT value FROM ${eachOf(fileHashes)} WHERE NOT (${sql.join(known, sql` OR `)})`.execute(db)
  return rows.map(({ value }) => value)
}
