import { sql } from 'kysely'
import { RushesError } from '../../../shared/errors.ts'
import type { Db, WritableDb } from '../connection/connection.ts'
import { insertAtRowid } from './related-rows.ts'

type Row = Record<string, unknown>

/**
 * Removes a workflow with its executions and associations, and keeps them as a tombstone. Returns false if there is
 * none.
 */
export async function removeWorkflow(db: WritableDb, id: string, removedAt: string): Promise<boolean> {
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
  const images = await read(db, sql`workflow_images WHERE workflow_id = ${id}`)
  await db
    .replaceInto('removed_workflows')
    .values({
      id,
      workflow: JSON.stringify(workflow),
      executions: JSON.stringify(executions),
      executed: JSON.stringify(executed),
      associations: JSON.stringify(associations),
      images: JSON.stringify(images),
      removed_at: removedAt,
    })
    .execute()
  // Foreign keys delete the rest.
  await db.deleteFrom('workflows').where('id', '=', id).execute()
  return true
}

/**
 * Restores a removed workflow, without associations with videos that are gone by now. Returns false if there is no
 * tombstone.
 * @throws RushesError CONFLICT if another program added a workflow with its id meanwhile.
 */
export async function restoreWorkflow(db: WritableDb, id: string): Promise<boolean> {
  const row = await db.selectFrom('removed_workflows').selectAll().where('id', '=', id).executeTakeFirst()
  if (!row) return false
  const workflow: Row = JSON.parse(row.workflow)
  const executions: Row[] = JSON.parse(row.executions)
  const existing = await db.selectFrom('workflows').select('name').where('id', '=', id).executeTakeFirst()
  if (existing)
    throw new RushesError(
      'CONFLICT',
      `${workflow.name} can’t be restored: the workflow ${existing.name} has its id now.`,
    )
  await insertAtRowid(db, 'workflows', [workflow])
  await insertAtRowid(db, 'workflow_executions', executions)
  // The trigger kept the present definition for all executions; they may have run earlier ones.
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
  // Another program may have named an execution that never existed.
  const withKnownExecution = (association: Row) => ({
    ...association,
    execution_id: ran.has(association.execution_id) ? association.execution_id : null,
  })
  const ofVideos = associations.filter(({ video_id }) => present.has(String(video_id)))
  const ofImages: Row[] = JSON.parse(row.images)
  await insertAtRowid(db, 'workflow_videos', ofVideos.map(withKnownExecution))
  await insertAtRowid(db, 'workflow_images', ofImages.map(withKnownExecution))
  await db.deleteFrom('removed_workflows').where('id', '=', id).execute()
  return true
}

/** Reads rows with their rowids, which decide the order of lists. */
async function read(db: Db, from: ReturnType<typeof sql>): Promise<Row[]> {
  return (await sql<Row>`SELECT rowid, * FROM ${from}`.execute(db)).rows
}
