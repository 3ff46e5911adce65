import { type Insertable, type SqlBool, sql, type Updateable } from 'kysely'
import { isActive, type JobItem, jobStates } from '../../shared/contract/jobs.ts'
import { RushesError } from '../../shared/errors.ts'
import type { Db, WritableDb } from './connection/connection.ts'
import { type KeyedList, requireCursor, segmentsAfter, wholeList } from './connection/keyset.ts'
import { countRows, eachOf, type Page } from './connection/query-parts.ts'
import type { JobRow, Tables } from './tables.ts'

const active = jobStates.filter(isActive)

interface JobItemFilter {
  id: string
  outcome?: JobItem['outcome'] | undefined
}

// Literals: SQLite uses the partial index only if it sees its condition.
const isActiveState = sql<SqlBool>`state IN (${sql.join(active.map((state) => sql.lit(state)))})`
const newestFirst: KeyedList = {
  ...{ last: sql`rowid`, order: 'desc' },
  row: (id) => sql`jobs WHERE id = ${id}`,
}

/** Returns the query of the active jobs, or of those that have ended, newest first. */
export function jobsQuery(
  db: Db,
  part: 'active' | 'ended',
  limit: number,
  { condition, order } = wholeList(newestFirst),
) {
  const isOfPart = part === 'active' ? isActiveState : sql<SqlBool>`NOT ${isActiveState}`
  return db.selectFrom('jobs').selectAll().where(isOfPart).where(condition).orderBy(order).limit(limit)
}

/** Lists a page of jobs: active ones first, then the newest. @throws RushesError NOT_FOUND for the job `after` */
export async function listJobs(db: Db, limit: number, after?: string): Promise<JobRow[]> {
  const from = after === undefined ? undefined : await requireJob(db, after)
  let [segment] = from ? segmentsAfter(await requireCursor(db, newestFirst, from.id), newestFirst) : []
  const jobs: JobRow[] = []
  for (const part of from && !isActive(from.state) ? (['ended'] as const) : (['active', 'ended'] as const)) {
    if (jobs.length < limit) jobs.push(...(await jobsQuery(db, part, limit - jobs.length, segment).execute()))
    segment = undefined
  }
  return jobs
}

/** Lists the jobs that have not ended, of all processes. */
export async function listActiveJobs(db: Db): Promise<JobRow[]> {
  return await db.selectFrom('jobs').selectAll().where('state', 'in', active).execute()
}

/** Returns the newest job of a kind, of any process, or undefined. */
export async function findLastJob(db: Db, kind: JobRow['kind']): Promise<JobRow | undefined> {
  return await db.selectFrom('jobs').selectAll().where('kind', '=', kind).orderBy(sql`rowid`, 'desc').executeTakeFirst()
}

/** Returns the job with this id, or undefined. */
export async function findJob(db: Db, id: string): Promise<JobRow | undefined> {
  return await db.selectFrom('jobs').selectAll().where('id', '=', id).executeTakeFirst()
}

/** Returns the job with this id. @throws RushesError NOT_FOUND */
export async function requireJob(db: Db, id: string): Promise<JobRow> {
  const job = await findJob(db, id)
  if (!job) throw new RushesError('NOT_FOUND', `Job not found: ${id}.`)
  return job
}

/** Adds a job. */
export async function insertJob(db: WritableDb, job: Insertable<Tables['jobs']>): Promise<void> {
  await db.insertInto('jobs').values(job).execute()
}

/** Changes columns of a job. */
export async function updateJob(db: WritableDb, id: string, changes: Updateable<Tables['jobs']>): Promise<void> {
  await db.updateTable('jobs').set(changes).where('id', '=', id).execute()
}

/**
 * Adds items of jobs. As JSON, since an import adds thousands a second: binding a parameter for each value costs more
 * than the rows.
 */
export async function insertJobItems(db: Db, items: Insertable<Tables['job_items']>[]): Promise<void> {
  for (let start = 0; start < items.length; start += 1000) {
    await sql`
      INSERT INTO job_items (job_id, seq, path, outcome, video_id, error)
      SELECT value ->> 'job_id', value ->> 'seq', value ->> 'path', value ->> 'outcome', value ->> 'video_id', value ->> 'error'
      FROM ${eachOf(items.slice(start, start + 1000))}`.execute(db)
  }
}

/** Lists a page of the items of a job in the order in which they ended. */
export async function listJobItems(db: Db, query: JobItemFilter & Page) {
  const { after, limit } = query
  const [seq, offset] = after === undefined ? [-1, query.offset] : [Number(after), 0]
  return await itemsOf(db, query)
    .selectAll()
    .where('seq', '>', seq)
    .orderBy('seq')
    .limit(limit)
    .offset(offset)
    .execute()
}

/** Counts the items of a job. */
export async function countJobItems(db: Db, query: JobItemFilter): Promise<number> {
  return await countRows(itemsOf(db, query))
}

function itemsOf(db: Db, query: JobItemFilter) {
  const items = db.selectFrom('job_items').where('job_id', '=', query.id)
  // A literal, not a parameter: SQLite uses a partial index only if it sees the same condition in the query.
  return query.outcome === undefined ? items : items.where('outcome', '=', sql.lit(query.outcome))
}
