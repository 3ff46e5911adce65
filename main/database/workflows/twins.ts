import { sql } from 'kysely'
import type { Db, WritableDb } from '../connection/connection.ts'
import { removeWorkflow } from '../removal/removed-workflows.ts'

/** Two workflows with exactly the same definition: the oldest one, and a later one that nobody changed. */
export interface Twins {
  kept: string
  removed: string
}

/**
 * Lists the workflows that were read out of files although the library had their definition, as earlier versions did:
 * those without runs that nobody changed. The index over the length of definitions finds equal ones.
 */
export async function listTwins(db: Db, limit: number): Promise<Twins[]> {
  return (await twinsQuery(limit).execute(db)).rows
}

/** Returns the query of `listTwins`. */
export function twinsQuery(limit: number) {
  return sql<Twins>`
    SELECT twin.id AS removed, (
      SELECT id FROM workflows WHERE length(definition) = length(twin.definition) AND definition = twin.definition
      ORDER BY rowid LIMIT 1) AS kept
    FROM workflows AS twin
    WHERE kept <> twin.id AND description LIKE 'Read out of %' AND updated_at = created_at
      AND NOT EXISTS (SELECT 1 FROM workflow_executions WHERE workflow_id = twin.id)
    ORDER BY twin.rowid LIMIT ${limit}`
}

/**
 * Removes a workflow whose definition another one has, and gives that its videos, images and readings. The tombstone
 * has all of them too, so that undo restores it.
 */
export async function mergeTwins(db: WritableDb, { kept, removed }: Twins, now: string): Promise<void> {
  for (const [table, content] of [
    ['workflow_videos', 'video_id'],
    ['workflow_images', 'file_hash'],
  ] as const)
    await sql`
      INSERT INTO ${sql.table(table)} (workflow_id, ${sql.ref(content)}, node_id, node_type, role, created_at)
      SELECT ${kept}, ${sql.ref(content)}, node_id, node_type, role, created_at
      FROM ${sql.table(table)} WHERE workflow_id = ${removed} ORDER BY rowid
      ON CONFLICT (workflow_id, ${sql.ref(content)}, node_id) DO NOTHING`.execute(db)
  await db.updateTable('embedded_readings').set({ workflow_id: kept }).where('workflow_id', '=', removed).execute()
  await removeWorkflow(db, removed, now)
}
