import { type Insertable, type SqlBool, sql } from 'kysely'
import type { Db } from './connection.ts'
import type { EmbeddedReadingsTable } from './embedded-tables.ts'
import type { EmbeddedInputRow, EmbeddedMetadataRow, EmbeddedReadingRow } from './tables.ts'

/** All that is kept of what one file says. */
export interface NewReading {
  reading: Insertable<EmbeddedReadingsTable>
  /** In their order. Left out to keep those that are there. */
  tags?: Omit<EmbeddedMetadataRow, 'file_hash' | 'position'>[]
  inputs: Omit<EmbeddedInputRow, 'file_hash' | 'position'>[]
}

/** Keeps what a file says, in place of what was kept of the same content before. */
export async function putReading(db: Db, { reading, tags, inputs }: NewReading): Promise<void> {
  const { file_hash, ...rest } = reading
  await db
    .insertInto('embedded_readings')
    .values(reading)
    .onConflict((conflict) => conflict.column('file_hash').doUpdateSet(rest))
    .execute()
  if (tags) {
    await db.deleteFrom('embedded_metadata').where('file_hash', '=', file_hash).execute()
    for (const [position, tag] of tags.entries()) {
      await db
        .insertInto('embedded_metadata')
        .values({ file_hash, position, ...tag })
        .execute()
    }
  }
  await db.deleteFrom('embedded_inputs').where('file_hash', '=', file_hash).execute()
  for (const [position, input] of inputs.entries()) {
    await db
      .insertInto('embedded_inputs')
      .values({ file_hash, position, ...input })
      .execute()
  }
}

/** What a content's file says, or undefined where nobody looked. */
export async function findReading(db: Db, fileHash: string): Promise<EmbeddedReadingRow | undefined> {
  return await db.selectFrom('embedded_readings').selectAll().where('file_hash', '=', fileHash).executeTakeFirst()
}

/** The workflow as which a definition with this hash was kept, where it is still there. */
export async function findWorkflowOfReadings(db: Db, definitionHash: string): Promise<string | undefined> {
  return (await workflowOfReadingsQuery(db, definitionHash).executeTakeFirst())?.id
}

/** The query behind `findWorkflowOfReadings`, apart so that a test can look at its plan. */
export function workflowOfReadingsQuery(db: Db, definitionHash: string) {
  return db
    .selectFrom('embedded_readings')
    .innerJoin('workflows', 'workflows.id', 'embedded_readings.workflow_id')
    .select('workflows.id')
    .where('definition_hash', '=', definitionHash)
    .orderBy('embedded_readings.workflow_id')
    .limit(1)
}

/** Notes as which workflow the definition of a content was kept. */
export async function setReadingWorkflow(db: Db, fileHash: string, workflowId: string): Promise<void> {
  await db.updateTable('embedded_readings').set({ workflow_id: workflowId }).where('file_hash', '=', fileHash).execute()
}

/** The raw texts of a content, whole, in their order. */
export async function listTags(db: Db, fileHash: string): Promise<EmbeddedMetadataRow[]> {
  return await db
    .selectFrom('embedded_metadata')
    .selectAll()
    .where('file_hash', '=', fileHash)
    .orderBy('position')
    .execute()
}

/** The same without the texts: only how long they are, in characters. */
export async function listTagLengths(db: Db, fileHash: string) {
  return await db
    .selectFrom('embedded_metadata')
    .select(['position', 'source', 'path', 'key', sql<number>`length(value)`.as('length')])
    .where('file_hash', '=', fileHash)
    .orderBy('position')
    .execute()
}

/** One raw text, or undefined. */
export async function findTag(db: Db, fileHash: string, position: number): Promise<EmbeddedMetadataRow | undefined> {
  return await db
    .selectFrom('embedded_metadata')
    .selectAll()
    .where('file_hash', '=', fileHash)
    .where('position', '=', position)
    .executeTakeFirst()
}

/** The files that went into a content, each with the oldest video of that content where there is one. */
export async function listInputs(db: Db, fileHash: string) {
  const oldest = sql<string | null>`(SELECT id FROM videos WHERE file_hash = input_hash ORDER BY rowid LIMIT 1)`
  return await db
    .selectFrom('embedded_inputs')
    .leftJoin('videos', (join) => join.on('videos.id', '=', oldest))
    .select(['kind', 'embedded_inputs.name', 'node_id', 'node_type', 'input_hash'])
    .select(['videos.id as video_id', 'videos.name as video_name'])
    .select(sql<string | null>`(SELECT Id FROM media WHERE file_hash = input_hash)`.as('media_id'))
    .where('embedded_inputs.file_hash', '=', fileHash)
    .orderBy('position')
    .execute()
}

/** The content that has this manifest, or undefined. */
export async function findContentByManifest(db: Db, manifest: string): Promise<string | undefined> {
  const row = await db
    .selectFrom('embedded_readings')
    .select('file_hash')
    .where('manifest', '=', manifest)
    .executeTakeFirst()
  return row?.file_hash
}

/** Says of all ingredients with this manifest which content they are. */
export async function resolveIngredients(db: Db, manifest: string, fileHash: string): Promise<void> {
  await db.updateTable('embedded_inputs').set({ input_hash: fileHash }).where('manifest', '=', manifest).execute()
}

/** Where a content went into: nodes of the workflows that other contents were kept with. */
export async function listInputPlaces(db: Db, inputHash: string) {
  return await db
    .selectFrom('embedded_inputs')
    .innerJoin('embedded_readings', 'embedded_readings.file_hash', 'embedded_inputs.file_hash')
    .innerJoin('workflows', 'workflows.id', 'embedded_readings.workflow_id')
    .select(['workflows.id as workflow_id', 'node_id', 'node_type'])
    .distinct()
    .where('input_hash', '=', inputHash)
    .where('node_id', 'is not', null)
    .execute()
}

/** Contents that an older version of the parsers read, in the order of their hashes. */
export async function listOutdated(db: Db, version: number, limit: number): Promise<EmbeddedReadingRow[]> {
  return await db
    .selectFrom('embedded_readings')
    .selectAll()
    .where('parser_version', '<', version)
    .orderBy('parser_version')
    .limit(limit)
    .execute()
}

/** How many there are. */
export async function countOutdated(db: Db, version: number): Promise<number> {
  const row = await db
    .selectFrom('embedded_readings')
    .select((of) => of.fn.countAll<number>().as('count'))
    .where('parser_version', '<', version)
    .executeTakeFirstOrThrow()
  return row.count
}

/** Videos whose file nobody has looked into, though it is there as far as is known; `after` is the rowid of the last one seen. */
export async function listNeverRead(db: Db, after: number, limit: number) {
  return await db
    .selectFrom('videos')
    .select(['id', 'file_hash', 'file_path', sql<number>`videos.rowid`.as('rowid')])
    .where(neverRead)
    .where(sql`videos.rowid`, '>', after)
    .orderBy(sql`videos.rowid`)
    .limit(limit)
    .execute()
}

/** How many there are. */
export async function countNeverRead(db: Db): Promise<number> {
  const row = await db
    .selectFrom('videos')
    .select((of) => of.fn.countAll<number>().as('count'))
    .where(neverRead)
    .executeTakeFirstOrThrow()
  return row.count
}

const neverRead = sql<SqlBool>`
  NOT EXISTS (SELECT 1 FROM embedded_readings WHERE embedded_readings.file_hash = videos.file_hash)
  AND NOT EXISTS (SELECT 1 FROM locations WHERE path = videos.file_path AND missing_since IS NOT NULL)`
