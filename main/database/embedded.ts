import { type Insertable, type SqlBool, sql } from 'kysely'
import { type AiEvidence, evidenceKinds } from '../../shared/generation/ai-evidence.ts'
import type { Db, WritableDb } from './connection/connection.ts'
import { countRows } from './connection/query-parts.ts'
import type { EmbeddedInputRow, EmbeddedMetadataRow, EmbeddedReadingRow, Tables } from './tables.ts'

/** The generation metadata of one file. */
export interface NewReading {
  reading: Insertable<Tables['embedded_readings']>
  /** In their order. Undefined keeps the present ones. */
  tags?: Omit<EmbeddedMetadataRow, 'file_hash' | 'position'>[]
  inputs: Omit<EmbeddedInputRow, 'file_hash' | 'position'>[]
}

/** Upserts the generation metadata of a content; `isFirst` says that it has none yet. */
export async function upsertReading(
  db: WritableDb,
  { reading, tags, inputs }: NewReading,
  { isFirst }: { isFirst: boolean },
): Promise<void> {
  const { file_hash, ...rest } = reading
  await db
    .insertInto('embedded_readings')
    .values(reading)
    .onConflict((conflict) => conflict.column('file_hash').doUpdateSet(rest))
    .execute()
  if (tags) {
    if (!isFirst) await db.deleteFrom('embedded_metadata').where('file_hash', '=', file_hash).execute()
    for (const [position, tag] of tags.entries()) {
      await db
        .insertInto('embedded_metadata')
        .values({ file_hash, position, ...tag })
        .execute()
    }
  }
  if (!isFirst) await db.deleteFrom('embedded_inputs').where('file_hash', '=', file_hash).execute()
  for (const [position, input] of inputs.entries()) {
    await db
      .insertInto('embedded_inputs')
      .values({ file_hash, position, ...input })
      .execute()
  }
}

/** Returns the reading of a content, or undefined if its file has not been read. */
export async function findReading(db: Db, fileHash: string): Promise<EmbeddedReadingRow | undefined> {
  return await db.selectFrom('embedded_readings').selectAll().where('file_hash', '=', fileHash).executeTakeFirst()
}

/** Returns the id of the workflow that holds the definition with this hash, or undefined. */
export async function findWorkflowOfReadings(db: Db, definitionHash: string): Promise<string | undefined> {
  return (await workflowOfReadingsQuery(db, definitionHash).executeTakeFirst())?.id
}

/** Returns the query of `findWorkflowOfReadings`. */
export function workflowOfReadingsQuery(db: Db, definitionHash: string) {
  return db
    .selectFrom('embedded_readings')
    .innerJoin('workflows', 'workflows.id', 'embedded_readings.workflow_id')
    .select('workflows.id')
    .where('definition_hash', '=', definitionHash)
    .orderBy('embedded_readings.workflow_id')
    .limit(1)
}

/** Sets the workflow that holds the definition of a content. */
export async function setReadingWorkflow(db: WritableDb, fileHash: string, workflowId: string): Promise<void> {
  await db.updateTable('embedded_readings').set({ workflow_id: workflowId }).where('file_hash', '=', fileHash).execute()
}

/** Returns the columns for the evidence that a model made a content, the strongest first. */
export function evidenceColumns(
  evidence: readonly Pick<AiEvidence, 'kind' | 'text'>[],
): Pick<EmbeddedReadingRow, 'ai_evidence' | 'ai_kinds'> {
  const kinds = evidenceKinds.filter((kind) => evidence.some((it) => it.kind === kind))
  return { ai_evidence: evidence[0]?.text ?? null, ai_kinds: kinds.join(' ') || null }
}

/** Lists the raw texts of a content in their order. */
export async function listTags(db: Db, fileHash: string): Promise<EmbeddedMetadataRow[]> {
  return await db
    .selectFrom('embedded_metadata')
    .selectAll()
    .where('file_hash', '=', fileHash)
    .orderBy('position')
    .execute()
}

/** Lists the same rows with the length of each text, in characters, in place of the text. */
export async function listTagLengths(db: Db, fileHash: string) {
  return await db
    .selectFrom('embedded_metadata')
    .select(['position', 'source', 'path', 'key', sql<number>`length(value)`.as('length')])
    .where('file_hash', '=', fileHash)
    .orderBy('position')
    .execute()
}

/** The length in characters up to which a text may be a label or a source type; graphs can be megabytes. */
export const longestLabel = 65_536

/** Lists the raw texts of a content that are short enough to be labels. */
export async function listShortTags(db: Db, fileHash: string): Promise<EmbeddedMetadataRow[]> {
  return await db
    .selectFrom('embedded_metadata')
    .selectAll()
    .where('file_hash', '=', fileHash)
    .where(sql<SqlBool>`length(value) <= ${longestLabel}`)
    .orderBy('position')
    .execute()
}

/** Returns one raw text, or undefined. */
export async function findTag(db: Db, fileHash: string, position: number): Promise<EmbeddedMetadataRow | undefined> {
  return await db
    .selectFrom('embedded_metadata')
    .selectAll()
    .where('file_hash', '=', fileHash)
    .where('position', '=', position)
    .executeTakeFirst()
}

/** Lists the inputs of a content that were found, with evidence or, by an earlier version, without. */
export async function listFoundInputs(db: Db, fileHash: string): Promise<EmbeddedInputRow[]> {
  return await db
    .selectFrom('embedded_inputs')
    .selectAll()
    .where('file_hash', '=', fileHash)
    .where('kind', '=', 'input')
    .where('input_hash', 'is not', null)
    .execute()
}

/**
 * Returns the content with this manifest; undefined if there is none or several, as a file and its re-muxed copy. One
 * that was changed since it was signed is not the ingredient of which the manifest tells.
 */
export async function findContentByManifest(db: Db, manifest: string): Promise<string | undefined> {
  const rows = await db
    .selectFrom('embedded_readings')
    .select('file_hash')
    .where('manifest', '=', manifest)
    .where(sql<SqlBool>`credentials ->> '$.signature' IS NOT 'invalid'`)
    .limit(2)
    .execute()
  return rows.length === 1 ? rows[0]?.file_hash : undefined
}

/** Sets the content of all ingredients with this manifest. */
export async function resolveIngredients(db: WritableDb, manifest: string): Promise<void> {
  const input_hash = (await findContentByManifest(db, manifest)) ?? null
  await db.updateTable('embedded_inputs').set({ input_hash }).where('manifest', '=', manifest).execute()
}

/** Lists the nodes that have a content as an input, in the workflows that other contents carry. */
export async function listNodesOfInput(db: Db, inputHash: string) {
  return await db
    .selectFrom('embedded_inputs')
    .innerJoin('embedded_readings', 'embedded_readings.file_hash', 'embedded_inputs.file_hash')
    .innerJoin('workflows', 'workflows.id', 'embedded_readings.workflow_id')
    .select(['workflows.id as workflow_id', 'node_id', 'node_type'])
    .distinct()
    .where('input_hash', '=', inputHash)
    .where('evidence', 'is not', null)
    .where('node_id', 'is not', null)
    .execute()
}

/** Lists readings by older versions of the parsers, the oldest version first. */
export async function listOutdated(db: Db, version: number, limit: number): Promise<EmbeddedReadingRow[]> {
  return await db
    .selectFrom('embedded_readings')
    .selectAll()
    .where('parser_version', '<', version)
    .orderBy('parser_version')
    .limit(limit)
    .execute()
}

/** Counts the readings by older versions of the parsers. */
export async function countOutdated(db: Db, version: number): Promise<number> {
  return await countRows(db.selectFrom('embedded_readings').where('parser_version', '<', version))
}
