import { type Insertable, sql, type Updateable } from 'kysely'
import { isActive, type JobItem, jobStates } from '../../shared/contract/jobs.ts'
import { RushesError } from '../../shared/errors.ts'
import type { Db } from './connection.ts'
import type { JobItemsTable, JobRow, JobsTable } from './tables.ts'

const active = jobStates.filter(isActive)

/** Jobs newest first, the active ones on top. */
export async function listJobs(db: Db, limit: number): Promise<JobRow[]> {
  return await db
    .selectFrom('jobs')
    .selectAll()
    .orderBy((of) => of('state', 'in', active), 'desc')
    .orderBy(sql`rowid`, 'desc')
    .limit(limit)
    .execute()
}

/** The jobs that have not ended, whichever process runs them. */
export async function listActiveJobs(db: Db): Promise<JobRow[]> {
  return await db.selectFrom('jobs').selectAll().where('state', 'in', active).execute()
}

/** The newest job of a kind, whichever process ran it. */
export async function findLastJob(db: Db, kind: JobRow['kind']): Promise<JobRow | undefined> {
  return await db.selectFrom('jobs').selectAll().where('kind', '=', kind).orderBy(sql`rowid`, 'desc').executeTakeFirst()
}

/** The job with this id, or undefined. */
export async function findJob(db: Db, id: string): Promise<JobRow | undefined> {
  return await db.selectFrom('jobs').selectAll().where('id', '=', id).executeTakeFirst()
}

/** The job with this id. @throws RushesError NOT_FOUND */
export async function requireJob(db: Db, id: string): Promise<JobRow> {
  const job = await findJob(db, id)
  if (!job) throw new RushesError('NOT_FOUND', `There is no job with the id ${id}.`)
  return job
}

/** Adds a row. */
export async function insertJob(db: Db, job: Insertable<JobsTable>): Promise<void> {
  await db.insertInto('jobs').values(job).execute()
}

/** Changes columns of one job. */
export async function updateJob(db: Db, id: string, changes: Updateable<JobsTable>): Promise<void> {
  await db.updateTable('jobs').set(changes).where('id', '=', id).execute()
}

/** Adds what became of some files. As one text: an import has thousands a second, and parameters of each cost more than their rows. */
export async function insertJobItems(db: Db, items: Insertable<JobItemsTable>[]): Promise<void> {
  for (let start = 0; start < items.length; start += 1000) {
    await sql`
      INSERT INTO job_items (job_id, seq, path, outcome, video_id, error)
      SELECT value ->> 'job_id', value ->> 'seq', value ->> 'path', value ->> 'outcome', value ->> 'video_id', value ->> 'error'
      FROM json_each(${JSON.stringify(items.slice(start, start + 1000))})`.execute(db)
  }
}

/** A stretch of what became of the files of a job, in the order in which they ended. */
export async function listJobItems(
  db: Db,
  query: { id: string; outcome?: JobItem['outcome'] | undefined; offset: number; limit: number },
) {
  return await itemsOf(db, query).selectAll().orderBy('seq').limit(query.limit).offset(query.offset).execute()
}

/** How many there are of them. */
export async function countJobItems(
  db: Db,
  query: { id: string; outcome?: JobItem['outcome'] | undefined },
): Promise<number> {
  const row = await itemsOf(db, query)
    .select((of) => of.fn.countAll<number>().as('count'))
    .executeTakeFirstOrThrow()
  return row.count
}

function itemsOf(db: Db, query: { id: string; outcome?: JobItem['outcome'] | undefined }) {
  const items = db.selectFrom('job_items').where('job_id', '=', query.id)
  // A literal, not a parameter: SQLite takes a partial index only where it can see that the condition is the same.
  return query.outcome === undefined ? items : items.where('outcome', '=', sql.lit(query.outcome))
}
