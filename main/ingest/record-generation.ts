import { createHash } from 'node:crypto'
import { v7 as uuidv7 } from 'uuid'
import type { ContentCredentials } from '../../shared/generation/credentials.ts'
import { type GenerationDetails, type GenerationReading, parserVersion } from '../../shared/generation/reading.ts'
import type { Core } from '../core.ts'
import { findAssociation, putAssociation } from '../database/associations.ts'
import type { Db } from '../database/connection.ts'
import {
  findContentByManifest,
  findReading,
  findWorkflowOfReadings,
  listInputPlaces,
  type NewReading,
  putReading,
  resolveIngredients,
  setReadingWorkflow,
} from '../database/embedded.ts'
import { findGeneration, insertGeneration, updateGeneration } from '../database/generations.ts'
import type { EmbeddedReadingRow } from '../database/tables.ts'
import { toTimestamp } from '../database/timestamp.ts'
import { findVideoByHash, type ListedVideo, updateVideo } from '../database/videos.ts'
import { findWorkflowByDefinition, insertWorkflow } from '../database/workflows.ts'
import type { Touch } from '../database/write.ts'
import type { EmbeddedFile } from '../media/embedded/read-embedded.ts'
import type { FoundInput } from './find-inputs.ts'
import { workflowName } from './read-generation.ts'

/** What was read of a content. */
export interface ReadGeneration {
  /** Those whose texts are to be kept: the file itself, and what beside it told. Without them the texts that are kept stay. */
  files?: readonly EmbeddedFile[]
  credentials: ContentCredentials | null
  reading: GenerationReading | null
  inputs: readonly FoundInput[]
  /** What could not be read of the texts: sentences for people. */
  notes: readonly string[]
  /** Whether its video was recorded just now: then all that follows is written, whatever was known of the content once. */
  isNew?: boolean
}

/**
 * Keeps what the file of a content says of how it was made, and writes what follows for its video, within a transaction: generation
 * details, where neither a person nor a program has written some; a workflow for each distinct definition, with the video as the
 * output of the node that saved it; the videos that went into it as inputs. When a content is read again, only what the reading has
 * new is written: what somebody changed or removed since stays so.
 */
export async function recordGeneration(core: Core, db: Db, touch: Touch, fileHash: string, read: ReadGeneration) {
  const kept = await findReading(db, fileHash)
  const before = read.isNew ? undefined : kept
  const { reading } = read
  const definitionHash = reading?.definition ? sha256(reading.definition.key) : null
  const circumstances = { definitionHash, workflowId: kept?.workflow_id ?? null, now: toTimestamp(core.clock()) }
  await putReading(db, await rowsOf(db, fileHash, read, circumstances))
  if (read.credentials?.manifest) await resolveIngredients(db, read.credentials.manifest, fileHash)
  const video = await findVideoByHash(db, fileHash)
  if (!video) return
  if (reading) await recordDetails(db, video, reading.details, detailsOf(before))
  if (reading?.definition && definitionHash !== null && definitionHash !== before?.definition_hash) {
    const workflowId = await workflowOf(core, db, video, reading.definition.text, definitionHash)
    await setReadingWorkflow(db, fileHash, workflowId)
    const { output_node } = reading
    if (output_node) await link(core, db, { workflow_id: workflowId, video, ...output_node, role: 'output' })
    await linkInputs(core, db, workflowId, video, read.inputs)
    touch('workflows')
  }
  await linkPlaces(core, db, video)
  touch('videos')
}

interface Circumstances {
  definitionHash: string | null
  workflowId: string | null
  now: string
}

async function rowsOf(
  db: Db,
  file_hash: string,
  { files, credentials, reading, inputs, notes }: ReadGeneration,
  { definitionHash, workflowId, now }: Circumstances,
): Promise<NewReading> {
  const kept = reading && { details: reading.details, output_node: reading.output_node, inputs: reading.inputs }
  const ingredients = await Promise.all(
    (credentials?.ingredients ?? []).map(async ({ title, manifest }) => ({
      ...{ kind: 'ingredient' as const, name: title ?? manifest ?? '', node_id: null, node_type: null, manifest },
      input_hash: (manifest && (await findContentByManifest(db, manifest))) || null,
    })),
  )
  return {
    reading: {
      file_hash,
      parser: reading?.parser ?? null,
      parser_version: parserVersion,
      reading: kept && JSON.stringify(kept),
      definition_hash: definitionHash,
      workflow_id: workflowId,
      credentials: credentials && JSON.stringify(credentials),
      manifest: credentials?.manifest ?? null,
      ...(files && { left_out: JSON.stringify(files.flatMap((file) => file.notes)) }),
      notes: JSON.stringify(notes),
      read_at: now,
    },
    ...(files && { tags: files.flatMap(({ source, path, tags }) => tags.map((tag) => ({ source, path, ...tag }))) }),
    inputs: [
      ...inputs.map(({ name, node_id, node_type, input_hash }) => ({
        ...{ kind: 'input' as const, name, node_id, node_type, manifest: null, input_hash },
      })),
      ...ingredients,
    ],
  }
}

/** The details as the columns of `video_generation` have them. */
function columnsOf({ provider, model, prompt, ...params }: GenerationDetails) {
  const generation_params = Object.keys(params).length > 0 ? JSON.stringify(params) : null
  return { provider, model: model ?? null, prompt: prompt ?? null, generation_params }
}

function detailsOf(before: EmbeddedReadingRow | undefined): GenerationDetails | undefined {
  return before?.reading ? JSON.parse(before.reading).details : undefined
}

async function recordDetails(
  db: Db,
  video: ListedVideo,
  details: GenerationDetails,
  before: GenerationDetails | undefined,
): Promise<void> {
  const now = columnsOf(details)
  const there = await findGeneration(db, video.id)
  // What an earlier reading wrote, and somebody took out since, stays out.
  if (!there && before === undefined) await insertGeneration(db, { video_id: video.id, ...now })
  if (there && before !== undefined && isAsWritten(there, columnsOf(before))) await updateGeneration(db, video.id, now)
  if (before === undefined && video.source_type === 'uploaded') {
    await updateVideo(db, video.id, { source_type: 'generated' })
  }
}

/** Whether a row is what an earlier reading wrote, and nobody has changed it. */
function isAsWritten(row: object, written: ReturnType<typeof columnsOf>): boolean {
  const { video_id: _id, ...columns } = row as Record<string, unknown>
  return Object.entries(columns).every(
    ([name, value]) => value === ((written as Record<string, unknown>)[name] ?? null),
  )
}

/** The workflow with this definition, or with one that differs in seeds only: the one that there is, or a new one. */
async function workflowOf(core: Core, db: Db, video: ListedVideo, definition: string, hash: string): Promise<string> {
  const there = (await findWorkflowByDefinition(db, definition)) ?? (await findWorkflowOfReadings(db, hash))
  if (there !== undefined) return there
  const id = uuidv7()
  const now = toTimestamp(core.clock())
  const about = { name: workflowName(video.name), description: `Read out of ${video.name}.`, status: 'saved' }
  await insertWorkflow(db, { id, ...about, definition, created_at: now, updated_at: now })
  return id
}

interface Link {
  workflow_id: string
  video: { id: string }
  id: string
  type: string
  role: 'output' | 'input'
}

/** The parser has seen the node in the definition. What somebody said of the same video and node stays. */
async function link(core: Core, db: Db, { workflow_id, video, id, type, role }: Link): Promise<void> {
  const key = { workflow_id, video_id: video.id, node_id: id }
  if (await findAssociation(db, key)) return
  await putAssociation(db, { ...key, node_type: type, role, execution_id: null, created_at: toTimestamp(core.clock()) })
}

async function linkInputs(
  core: Core,
  db: Db,
  workflowId: string,
  video: ListedVideo,
  inputs: readonly FoundInput[],
): Promise<void> {
  for (const { input_hash, node_id, node_type } of inputs) {
    const input = input_hash === null ? undefined : await findVideoByHash(db, input_hash)
    if (!input || input.id === video.id || node_id === null) continue
    await link(core, db, { workflow_id: workflowId, video: input, id: node_id, type: node_type ?? '', role: 'input' })
  }
}

/** What came into the library before the video that went into it knew it by its content only. */
async function linkPlaces(core: Core, db: Db, video: ListedVideo): Promise<void> {
  for (const { workflow_id, node_id, node_type } of await listInputPlaces(db, video.file_hash)) {
    if (node_id !== null)
      await link(core, db, { workflow_id, video, id: node_id, type: node_type ?? '', role: 'input' })
  }
}

function sha256(text: string): string {
  return createHash('sha256').update(text).digest('hex')
}
