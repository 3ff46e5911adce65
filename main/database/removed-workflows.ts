import { sql } from 'kysely'
import { RushesError } from '../../shared/errors.ts'
import type { Db } from './connection.ts'

type Row = Record<string, unknown>

/** Takes a workflow with its executions and associations out of their tables and keeps them whole. False when there is none. */
export async function removeWorkflow(db: Db, id: string, removedAt: string): Promise<boolean> {
  const [workflow] = await read(db, sql`workflows WHERE id = ${id}`)
  if (!workflow) return false
  const executions = await read(db, sql`workflow_executions WHERE workflow_id = ${id}`)
  const executed = await db
    .selectFrom('executed_definitions')
    .selectAll()
    .where('execution_id', 'in', (of) =>
      of.selectFrom('workflow_executions').select('id').where('workflow_id', '=', id),
    )
    .execute()
  const associations = await read(db, sql`workflow_videos WHERE workflow_id = ${id}`)
  await db
    .replaceInto('removed_workflows')
    .values({
      id,
      workflow: JSON.stringify(workflow),
      executions: JSON.stringify(executions),
      executed: JSON.stringify(executed),
      associations: JSON.stringify(associations),
      removed_at: removedAt,
    })
    .execute()
  // The foreign keys take the rest along.
  await db.deleteFrom('workflows').where('id', '=', id).execute()
  return true
}

/**
 * Puts it back as it was; associations with videos that are gone by now are left out. False when none was removed.
 * @throws RushesError CONFLICT when another program made a workflow with its id meanwhile.
 */
export async function restoreWorkflow(db: Db, id: string): Promise<boolean> {
  const row = await db.selectFrom('removed_workflows').selectAll().where('id', '=', id).executeTakeFirst()
  if (!row) return false
  const workflow: Row = JSON.parse(row.workflow)
  const executions: Row[] = JSON.parse(row.executions)
  const again = await db.selectFrom('workflows').select('name').where('id', '=', id).executeTakeFirst()
  if (again)
    throw new RushesError('CONFLICT', `${workflow.name} cannot come back: its id is that of ${again.name} now.`)
  await putBack(db, 'workflows', [workflow])
  await putBack(db, 'workflow_executions', executions)
  // The trigger kept what the workflow is now; they ran what it was then.
  for (const executed of JSON.parse(row.executed)) {
    await db.replaceInto('executed_definitions').values(executed).execute()
  }
  const videos = await db
    .selectFrom('videos')
    .select('id')
    .where('id', 'in', sql<string>`(SELECT value ->> 'video_id' FROM json_each(${row.associations}))`)
    .execute()
  const present = new Set(videos.map((video) => video.id))
  const ran = new Set(executions.map((execution) => execution.id))
  const associations: Row[] = JSON.parse(row.associations)
  await putBack(
    db,
    'workflow_videos',
    associations
      .filter(({ video_id }) => present.has(String(video_id)))
      // Another program may have named an execution that there never was.
      .map((association) => ({
        ...association,
        execution_id: ran.has(association.execution_id) ? association.execution_id : null,
      })),
  )
  await db.deleteFrom('removed_workflows').where('id', '=', id).execute()
  return true
}

/** With their rowids, which say what is newer. */
async function read(db: Db, from: ReturnType<typeof sql>): Promise<Row[]> {
  return (await sql<Row>`SELECT rowid, * FROM ${from}`.execute(db)).rows
}

/** To its old place in the order, or on top where another row took that. */
async function putBack(db: Db, table: string, rows: readonly Row[]): Promise<void> {
  for (const { rowid, ...row } of rows) {
    const taken = (await sql`SELECT 1 FROM ${sql.table(table)} WHERE rowid = ${rowid}`.execute(db)).rows.length > 0
    const placed: Row = taken ? row : { rowid, ...row }
    const columns = sql.join(Object.keys(placed).map((name) => sql.ref(name)))
    await sql`INSERT INTO ${sql.table(table)} (${columns}) VALUES (${sql.join(Object.values(placed))})`.execute(db)
  }
}
