import { type RawBuilder, sql } from 'kysely'
import { isActive } from '../../../shared/contract/jobs.ts'
import type { Db, WritableDb } from '../connection/connection.ts'
import { listOf } from '../connection/query-parts.ts'

/** Selects a pruned checkpoint and all that was made from it, whatever it was pruned with. */
const prunedBranch = (id: string) => sql`
  WITH RECURSIVE branch AS (
    SELECT * FROM checkpoints WHERE id = ${id} AND pruned_with = id
    UNION ALL
    SELECT child.* FROM branch JOIN checkpoints AS child ON child.parent_id = branch.id AND child.seq > branch.seq)`

/** Sums the stored bytes of the outputs in `leaving` (`id`, `output_hash`) that no other checkpoint has. */
const sumOutputs = sql`
  SELECT ifnull(sum(stored_bytes), 0) FROM stage_outputs
  WHERE output_hash IN (SELECT output_hash FROM leaving) AND NOT EXISTS (
    SELECT 1 FROM checkpoints AS other
    WHERE other.output_hash = stage_outputs.output_hash AND other.id NOT IN (SELECT id FROM leaving))`

async function bytesOf(db: Db, query: RawBuilder<unknown>): Promise<number> {
  const { rows } = await sql<{ bytes: number }>`SELECT (${query}) AS bytes`.execute(db)
  return rows[0]?.bytes ?? 0
}

/** Returns the query of the bytes of the outputs that only a pruned branch has. */
export function branchBytesQuery(id: string): RawBuilder<unknown> {
  return sql`${prunedBranch(id)}, leaving AS (SELECT id, output_hash FROM branch) ${sumOutputs}`
}

/** Lists those of these checkpoints that were pruned with themselves: one below another comes after it. */
export async function listPrunedBranches(db: Db, ids: readonly string[]): Promise<string[]> {
  const rows = await db
    .selectFrom('checkpoints')
    .select('id')
    .where('id', 'in', listOf(ids))
    .whereRef('pruned_with', '=', 'id')
    .orderBy('seq')
    .execute()
  return rows.map(({ id }) => id)
}

/** Sums the bytes that deleting a pruned branch frees. */
export async function sumBranchInTrash(db: Db, id: string): Promise<number> {
  return await bytesOf(db, branchBytesQuery(id))
}

/** Returns the query of the bytes of the pictures that only these timelines have. */
export function pictureBytesQuery(timelines: RawBuilder<unknown>): RawBuilder<unknown> {
  return sql`
    SELECT ifnull(sum(bytes), 0) FROM (
      SELECT own.file_hash, max(own.size_bytes) AS bytes FROM timeline_frames AS own
      WHERE own.timeline_id IN (${timelines}) GROUP BY own.file_hash) AS pictures
    WHERE NOT EXISTS (
      SELECT 1 FROM timeline_frames AS other
      WHERE other.file_hash = pictures.file_hash AND other.timeline_id NOT IN (${timelines}))`
}

/** Sums the bytes that deleting a removed timeline frees: pictures and outputs that nothing else needs. */
export async function sumTimelineInTrash(db: Db, id: string): Promise<number> {
  const outputs = sql`
    WITH leaving AS (SELECT id, output_hash FROM checkpoints WHERE timeline_id = ${id}) ${sumOutputs}`
  return (await bytesOf(db, pictureBytesQuery(sql`${id}`))) + (await bytesOf(db, outputs))
}

/** Sums the bytes that deleting all removed timelines and pruned branches frees. */
export async function sumTimelinesInTrash(db: Db): Promise<number> {
  const removed = sql`SELECT id FROM timelines WHERE removed_at IS NOT NULL`
  const outputs = sql`
    WITH leaving AS (
      SELECT id, output_hash FROM checkpoints WHERE pruned_with IS NOT NULL
      UNION SELECT id, output_hash FROM checkpoints WHERE timeline_id IN (${removed})) ${sumOutputs}`
  return (await bytesOf(db, pictureBytesQuery(removed))) + (await bytesOf(db, outputs))
}

/** Returns whether a job extracts the frames of a timeline, also of a removed one. */
export async function isExtracting(db: Db, id: string): Promise<boolean> {
  const row = await db
    .selectFrom('timelines')
    .innerJoin('jobs', 'jobs.id', 'timelines.job_id')
    .select('jobs.state')
    .where('timelines.id', '=', id)
    .where('timelines.frames', 'is', null)
    .executeTakeFirst()
  return row !== undefined && isActive(row.state)
}

/** Deletes a removed timeline with its frames and checkpoints, and the outputs that no other one has. */
export async function deleteRemovedTimeline(db: WritableDb, id: string): Promise<void> {
  const { rows } = await sql<{ output_hash: string }>`
    SELECT DISTINCT output_hash FROM checkpoints JOIN timelines ON timelines.id = timeline_id
    WHERE timelines.id = ${id} AND removed_at IS NOT NULL AND output_hash IS NOT NULL`.execute(db)
  await sql`DELETE FROM timelines WHERE id = ${id} AND removed_at IS NOT NULL`.execute(db)
  await deleteUnneededOutputs(
    db,
    rows.map(({ output_hash }) => output_hash),
  )
}

/** Deletes a pruned branch, and the outputs that no other checkpoint has. */
export async function deletePrunedBranch(db: WritableDb, id: string): Promise<void> {
  const { rows } = await sql<{ id: string; output_hash: string | null }>`
    ${prunedBranch(id)} SELECT id, output_hash FROM branch`.execute(db)
  await sql`DELETE FROM checkpoints WHERE id IN ${listOf(rows.map((row) => row.id))}`.execute(db)
  await deleteUnneededOutputs(
    db,
    rows.flatMap(({ output_hash }) => output_hash ?? []),
  )
}

async function deleteUnneededOutputs(db: WritableDb, outputHashes: readonly string[]): Promise<void> {
  await sql`
    DELETE FROM stage_outputs WHERE output_hash IN ${listOf(outputHashes)}
      AND NOT EXISTS (SELECT 1 FROM checkpoints WHERE checkpoints.output_hash = stage_outputs.output_hash)`.execute(db)
}
