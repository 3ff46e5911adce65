import { createHash } from 'node:crypto'
import { v7 as uuidv7 } from 'uuid'
import { aiEvidenceOf } from '../../../shared/generation/ai-evidence.ts'
import type { ContentCredentials } from '../../../shared/generation/credentials.ts'
import { type GenerationDetails, type GenerationReading, parserVersion } from '../../../shared/generation/reading.ts'
import type { WritableDb } from '../../database/connection/connection.ts'
import type { Transaction } from '../../database/connection/write.ts'
import { type FoundContent, findContent } from '../../database/contents/find-content.ts'
import {
  evidenceColumns,
  findContentByManifest,
  findReading,
  findWorkflowOfReadings,
  listFoundInputs,
  listShortTags,
  longestLabel,
  type NewReading,
  resolveIngredients,
  setReadingWorkflow,
  upsertReading,
} from '../../database/embedded.ts'
import { findGeneration, type GenerationColumns, upsertGeneration } from '../../database/generations.ts'
import type { EmbeddedInputRow, EmbeddedReadingRow } from '../../database/tables.ts'
import { updateVideo } from '../../database/videos.ts'
import { findWorkflowByDefinition, hasWorkflow, insertWorkflow } from '../../database/workflows.ts'
import type { EmbeddedFile } from '../../media/embedded/read-embedded.ts'
import { nameOfWorkflow } from '../workflows/name-of-workflow.ts'
import type { FoundInput } from './find-inputs.ts'
import { link, linkAsInput, linkInputs, unlink, unlinkInputs } from './link-inputs.ts'

/** Generation details, workflow and inputs of a content, as its files state them. */
export interface ReadGeneration {
  /**
   * The files whose texts are to be kept: its own, and a sidecar or sibling. Undefined to leave the kept texts as they
   * are.
   */
  files?: readonly EmbeddedFile[]
  /** The path and the time of its file, in milliseconds; undefined to leave what an earlier reading noted. */
  readAt?: { path: string; mtime_ms: number }
  /** The version that read the file, if it was not read now but by an older one; undefined if it was read. */
  fileVersion?: number | undefined
  credentials: ContentCredentials | null
  reading: GenerationReading | null
  inputs: readonly FoundInput[]
  /** Parts of the texts that could not be read: sentences for people. */
  notes: readonly string[]
  /**
   * Its video or image, if that was inserted just now: then all of the reading is written, whatever an earlier reading
   * wrote.
   */
  inserted?: FoundContent | undefined
}

/**
 * Records how a content was made, within a transaction: the reading and the texts by content; for its video or image
 * generation details, unless a person or a program has written some; a workflow for each distinct definition, with the
 * content as the output of the node that saved it, and the contents that went into it as inputs. If a content is read
 * again, only what is new in the reading is written, so that later changes and removals stay.
 */
export async function recordGeneration(
  transaction: Transaction,
  fileHash: string,
  read: ReadGeneration,
): Promise<void> {
  const { db, touch, now } = transaction
  const kept = await findReading(db, fileHash)
  const before = read.inserted ? undefined : kept
  const { reading } = read
  const definitionHash = reading?.definition ? sha256(reading.definition.key) : null
  const circumstances = { definitionHash, workflowId: kept?.workflow_id ?? null, now }
  const found = kept ? await listFoundInputs(db, fileHash) : []
  const proven = new Map(found.flatMap((it) => (it.evidence === null ? [] : [[it.name, it.input_hash]])))
  // A file that was at its path once may be gone or overwritten by now.
  const inputs = read.inputs.map((it) => ({ ...it, input_hash: it.input_hash ?? proven.get(it.name) ?? null }))
  const rows = await rowsOf(db, fileHash, { ...read, inputs }, circumstances)
  await upsertReading(db, rows, { isFirst: kept === undefined })
  if (read.credentials?.manifest) await resolveIngredients(db, read.credentials.manifest)
  const content = read.inserted ?? (await findContent(db, fileHash))
  if (!content) return
  if (reading) await recordDetails(db, content, reading.details, detailsOf(before))
  const savedBy = outputNodeOf(before)
  const isOtherNode = reading !== null && reading.output_node?.id !== savedBy?.id
  if (isOtherNode && savedBy && kept?.workflow_id)
    await unlink(transaction, { workflow_id: kept.workflow_id, content, id: savedBy.id, role: 'output' })
  const isOther = definitionHash !== null && definitionHash !== before?.definition_hash
  if (isOther && reading?.definition && !(await isKeptWorkflow(db, before, reading.definition.text, definitionHash))) {
    const workflowId = await ensureWorkflow(transaction, content.name, reading.definition.text, definitionHash)
    await setReadingWorkflow(db, fileHash, workflowId)
    const { output_node } = reading
    if (output_node) await link(transaction, { workflow_id: workflowId, content, ...output_node, role: 'output' })
    await linkInputs(transaction, workflowId, fileHash, inputs)
    touch('workflows')
  } else if (circumstances.workflowId !== null) {
    const { workflowId } = circumstances
    if (isOtherNode && reading.output_node)
      await link(transaction, { workflow_id: workflowId, content, ...reading.output_node, role: 'output' })
    const isNew = ({ name, input_hash }: FoundInput) => proven.get(name) !== input_hash
    await linkInputs(transaction, workflowId, fileHash, inputs.filter(isNew))
    const isProven = ({ input_hash }: EmbeddedInputRow) => inputs.some((it) => it.input_hash === input_hash)
    await unlinkInputs(
      transaction,
      workflowId,
      found.filter((it) => it.evidence === null && !isProven(it)),
    )
  }
  await linkAsInput(transaction, content)
  touch('video_id' in content.key ? 'videos' : 'images')
}

async function evidenceOf(db: WritableDb, fileHash: string, { files, credentials, reading }: ReadGeneration) {
  const tags = files?.flatMap((file) => file.tags.filter(({ value }) => value.length <= longestLabel))
  const evidence = aiEvidenceOf({
    credentials,
    parser: reading?.parser ?? null,
    hasGraph: (reading?.definition ?? null) !== null,
    tags: tags ?? (await listShortTags(db, fileHash)),
  })
  return evidenceColumns(evidence)
}

interface Circumstances {
  definitionHash: string | null
  workflowId: string | null
  now: string
}

async function rowsOf(
  db: WritableDb,
  file_hash: string,
  read: ReadGeneration,
  { definitionHash, workflowId, now }: Circumstances,
): Promise<NewReading> {
  const { files, readAt, fileVersion, credentials, reading, inputs, notes } = read
  const kept = reading && { details: reading.details, output_node: reading.output_node, inputs: reading.inputs }
  const ingredients = await Promise.all(
    (credentials?.ingredients ?? []).map(async ({ title, manifest }) => ({
      kind: 'ingredient' as const,
      name: title ?? manifest ?? '',
      node_id: null,
      node_type: null,
      manifest,
      folder: null,
      evidence: null,
      input_hash: (manifest && (await findContentByManifest(db, manifest))) || null,
    })),
  )
  return {
    reading: {
      file_hash,
      parser: reading?.parser ?? null,
      parser_version: parserVersion,
      file_version: fileVersion ?? null,
      reading: kept && JSON.stringify(kept),
      definition_hash: definitionHash,
      workflow_id: workflowId,
      credentials: credentials && JSON.stringify(credentials),
      manifest: credentials?.manifest ?? null,
      ...(files && { left_out: JSON.stringify(files.flatMap((file) => file.notes)) }),
      notes: JSON.stringify(notes),
      read_at: now,
      ...(await evidenceOf(db, file_hash, read)),
      ...readAt,
    },
    ...(files && { tags: files.flatMap(({ source, path, tags }) => tags.map((tag) => ({ source, path, ...tag }))) }),
    inputs: [
      ...inputs.map(({ name, node_id, node_type, folder, input_hash }) => ({
        kind: 'input' as const,
        name,
        node_id,
        node_type,
        manifest: null,
        folder,
        input_hash,
        evidence: input_hash === null ? null : ('proven' as const),
      })),
      ...ingredients,
    ],
  }
}

/** Returns the details as columns of `video_generation` and `image_generation`. */
function columnsOf({ provider, model, prompt, ...params }: GenerationDetails) {
  const generation_params = Object.keys(params).length > 0 ? JSON.stringify(params) : null
  return { provider, model: model ?? null, prompt: prompt ?? null, generation_params }
}

/** Returns the node that an earlier reading took for the one that saved the file. */
function outputNodeOf(before: EmbeddedReadingRow | undefined): GenerationReading['output_node'] {
  return before?.reading ? JSON.parse(before.reading).output_node : null
}

/** Returns the details that an earlier reading found, or undefined. */
function detailsOf(before: EmbeddedReadingRow | undefined): GenerationDetails | undefined {
  return before?.reading ? JSON.parse(before.reading).details : undefined
}

async function recordDetails(
  db: WritableDb,
  { key, source_type }: FoundContent,
  details: GenerationDetails,
  before: GenerationDetails | undefined,
): Promise<void> {
  const row = await findGeneration(db, key)
  // Details of an earlier reading that were removed since stay removed.
  const isFirst = !row && before === undefined
  const isOurs = row && before !== undefined && isUnchanged(row, columnsOf(before))
  if (isFirst || isOurs) await upsertGeneration(db, key, columnsOf(details))
  if ('video_id' in key && before === undefined && source_type === 'uploaded')
    await updateVideo(db, key.video_id, { source_type: 'generated' })
}

/** Returns whether a row is unchanged since an earlier reading wrote it. */
function isUnchanged(row: GenerationColumns, written: Partial<GenerationColumns>): boolean {
  return Object.entries({ ...row, ...noColumns, ...written }).every(
    ([name, value]) => value === row[name as keyof GenerationColumns],
  )
}

const noColumns = { job_id: null, status: null, error: null, started_at: null, completed_at: null }

/**
 * Returns whether a definition that now has another hash, as its parser may be a later one, is that of the workflow
 * that an earlier reading made of it, or of one that was removed since.
 */
async function isKeptWorkflow(
  db: WritableDb,
  before: EmbeddedReadingRow | undefined,
  definition: string,
  hash: string,
): Promise<boolean> {
  if (!before || before.definition_hash === null) return false
  const { workflow_id } = before
  if (workflow_id === null || !(await hasWorkflow(db, workflow_id))) return true
  return workflow_id === (await findWorkflow(db, definition, hash))
}

/** Returns the id of the workflow with this definition, or one that differs in seeds only; undefined without any. */
async function findWorkflow(db: WritableDb, definition: string, hash: string): Promise<string | undefined> {
  return (await findWorkflowByDefinition(db, definition)) ?? (await findWorkflowOfReadings(db, hash))
}

/**
 * Returns the id of the workflow with this definition, or one that differs in seeds only; inserts it if there is none.
 */
async function ensureWorkflow(
  { db, now }: Transaction,
  contentName: string,
  definition: string,
  hash: string,
): Promise<string> {
  const known = await findWorkflow(db, definition, hash)
  if (known !== undefined) return known
  const id = uuidv7()
  const about = { name: nameOfWorkflow(contentName), description: `Read out of ${contentName}.`, status: 'saved' }
  await insertWorkflow(db, { id, ...about, definition, created_at: now, updated_at: now })
  return id
}

function sha256(text: string): string {
  return createHash('sha256').update(text).digest('hex')
}
