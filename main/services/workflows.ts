import { v7 as uuidv7 } from 'uuid'
import { type ContentUse, workflows as calls, type WorkflowDetails } from '../../shared/contract/workflows.ts'
import { definitionIn } from '../../shared/generation/comfyui.ts'
import { parseDefinition } from '../../shared/workflow/parse-definition.ts'
import type { Core } from '../core.ts'
import type { Db } from '../database/connection/connection.ts'
import { removeWorkflow, restoreWorkflow } from '../database/removal/removed-workflows.ts'
import { findVideoByHash, requireVideo } from '../database/videos.ts'
import { listAssociatedVideos, listVideoUses } from '../database/workflows/associations.ts'
import { listImageUses } from '../database/workflows/image-uses.ts'
import { findRunPrompt } from '../database/workflows/run-prompt.ts'
import { listWorkflowImages } from '../database/workflows/workflow-images.ts'
import {
  countWorkflows,
  insertWorkflow,
  listWorkflows,
  readStrip,
  requireWorkflow,
  updateWorkflow,
} from '../database/workflows.ts'
import { findUpload, removeUploads } from '../ingest/uploads.ts'
import type { Caller } from './calls/caller.ts'
import { changeEach } from './calls/change-each.ts'
import { implementCalls } from './calls/implement.ts'
import { badField, inField, requireAbsolute } from './calls/input.ts'
import { allowedPaths } from './imports/allowed-paths.ts'
import { archiveStateOf, startArchive, startFetchArchived } from './workflows/archive-workflow.ts'
import { associate, associateAll, dissociate, type NewAssociation } from './workflows/associations.ts'
import { definitionFromFile } from './workflows/definition-from-file.ts'
import { definitionFromVideo } from './workflows/definition-from-video.ts'
import { nameOfWorkflow } from './workflows/name-of-workflow.ts'
import { askedInputs, fillTemplate, inputsText, readTemplateInputs, requireTemplate } from './workflows/templates.ts'

const os = implementCalls({ workflows: calls })

type Definition = string | Record<string, unknown>

/**
 * Returns the text to store, as given, once it was parsed; without what ComfyUI's server and files put around a graph.
 * @throws RushesError BAD_INPUT with the path of the fault.
 */
async function readableText(definition: Definition): Promise<string> {
  const text = definitionIn(typeof definition === 'string' ? definition : JSON.stringify(definition))
  await inField('definition', () => parseDefinition(text))
  return text
}

async function details(db: Db, id: string): Promise<WorkflowDetails> {
  const videos = await listAssociatedVideos(db, { workflow_id: id })
  const prompt = await findRunPrompt(db, id)
  const workflow = await requireWorkflow(db, id)
  const template_inputs = readTemplateInputs(workflow.template_inputs)
  return { ...workflow, template_inputs, prompt, videos, images: await listWorkflowImages(db, id) }
}

interface NewWorkflow {
  id?: string | undefined
  name: string
  description?: string | null | undefined
  status: string
  definition: Definition
  template_inputs?: string | null
  template_id?: string
}

/** Inserts a workflow and its associations; if one of those is wrong, nothing is inserted. */
async function create(
  core: Core,
  { definition, ...workflow }: NewWorkflow,
  videos: readonly NewAssociation[] = [],
): Promise<WorkflowDetails> {
  const text = await readableText(definition)
  return await core.write(async (transaction) => {
    const { db, touch, now } = transaction
    const id = workflow.id ?? uuidv7()
    await insertWorkflow(db, { ...workflow, id, definition: text, created_at: now, updated_at: now })
    await associateAll(transaction, id, videos)
    touch('workflows', 'videos', 'images')
    return await details(db, id)
  })
}

interface GivenFile {
  path?: string | undefined
  upload?: string | undefined
  name?: string | undefined
}

/** Creates a draft from a file by its path, or from an upload, which is removed. */
async function createFromFile(
  core: Core,
  caller: Caller,
  { path, upload, name }: GivenFile,
  signal: AbortSignal | undefined,
): Promise<WorkflowDetails> {
  if ((path === undefined) === (upload === undefined)) throw badField('path', 'Name a path or an upload, and not both.')
  try {
    const [file, field] = path === undefined ? [await findUpload(core.layout, upload ?? ''), 'upload'] : [path, 'path']
    if (path !== undefined) requireAbsolute('path', [path])
    const [readable = file] =
      path === undefined ? [file] : await allowedPaths(core, caller, { paths: [path], mode: 'copy' })
    const definition = await definitionFromFile(core, readable, { field, signal })
    return await create(core, { name: name ?? nameOfWorkflow(file), definition, status: 'draft' })
  } finally {
    if (upload !== undefined) await removeUploads(core.layout, [upload])
  }
}

async function list(core: Core, input: Parameters<typeof listWorkflows>[1] & Parameters<typeof listWorkflows>[2]) {
  const rows = await listWorkflows(core.db, input, input)
  const items = await Promise.all(
    rows.map(async (row) => ({
      ...row,
      is_template: row.is_template === 1,
      outputs: await readStrip(core.db, { workflow_id: row.id }),
    })),
  )
  return { items, total: await countWorkflows(core.db, input) }
}

async function usesOf(db: Db, fileHash: string): Promise<ContentUse[]> {
  const video = await findVideoByHash(db, fileHash)
  if (!video) return await listImageUses(db, fileHash)
  const uses = await listVideoUses(db, video.id)
  return uses.map(({ video_id: _, ...use }) => ({ file_hash: fileHash, ...use }))
}

export const workflows = {
  list: os.workflows.list.handler(({ input, context: { core } }) => list(core, input)),
  get: os.workflows.get.handler(({ input, context: { core } }) => details(core.db, input.id)),
  create: os.workflows.create.handler(({ input, context: { core } }) => create(core, input)),
  update: os.workflows.update.handler(async ({ input, context: { core } }) => {
    const { id, videos = [], definition, template_inputs: inputs, ...changes } = input
    const text = definition === undefined ? {} : { definition: await readableText(definition) }
    return await core.write(async (transaction) => {
      const { db, touch, now } = transaction
      const asked = inputs && inputsText(text.definition ?? (await requireWorkflow(db, id)).definition, inputs)
      const template = inputs === undefined ? {} : { template_inputs: asked }
      await updateWorkflow(db, id, { ...changes, ...text, ...template, updated_at: now })
      await associateAll(transaction, id, videos, 'videos')
      touch('workflows', 'videos', 'images')
      return await details(db, id)
    })
  }),
  remove: os.workflows.remove.handler(async ({ input, context: { core } }) => ({
    removed: await changeEach(core, input.ids, ({ db, now }, id) => removeWorkflow(db, id, now)),
  })),
  restore: os.workflows.restore.handler(async ({ input, context: { core } }) => ({
    restored: await changeEach(core, input.ids, ({ db }, id) => restoreWorkflow(db, id)),
  })),
  duplicate: os.workflows.duplicate.handler(async ({ input, context: { core } }) => {
    const { name, description, definition, template_inputs } = await requireWorkflow(core.db, input.id)
    const copy = { name: input.name ?? `${name} copy`, description, definition, template_inputs }
    return await create(core, { ...copy, status: 'draft' })
  }),
  template: os.workflows.template.handler(async ({ input, context: { core } }) => ({
    inputs: askedInputs(await requireTemplate(core.db, input.id)),
  })),
  start: os.workflows.start.handler(async ({ input, context: { core } }) => {
    const { workflow, associations } = await fillTemplate(core.db, input)
    return await create(core, { ...workflow, status: 'draft' }, associations)
  }),
  fromFile: os.workflows.fromFile.handler(({ input, context: { core, caller }, signal }) =>
    createFromFile(core, caller, input, signal),
  ),
  fromVideo: os.workflows.fromVideo.handler(async ({ input, context: { core } }) => {
    const video = await requireVideo(core.db, input.video_id)
    const { definition, node_id } = await definitionFromVideo(core.db, video)
    const workflow = { name: input.name ?? video.name, definition, status: 'draft' }
    return await create(core, workflow, [{ video_id: video.id, node_id, role: 'output' }])
  }),
  associate: os.workflows.associate.handler(({ input: { workflow_id, ...association }, context: { core } }) =>
    associate(core, workflow_id, association),
  ),
  dissociate: os.workflows.dissociate.handler(({ input, context: { core } }) => dissociate(core, input)),
  archiveState: os.workflows.archiveState.handler(({ input, context: { core } }) => archiveStateOf(core, input.id)),
  archive: os.workflows.archive.handler(({ input, context: { core } }) => startArchive(core, input.id, input.path)),
  fetchArchived: os.workflows.fetchArchived.handler(({ input, context: { core } }) =>
    startFetchArchived(core, input.id),
  ),
  ofVideo: os.workflows.ofVideo.handler(async ({ input, context: { core } }) => {
    await requireVideo(core.db, input.video_id)
    return await listVideoUses(core.db, input.video_id)
  }),
  ofContent: os.workflows.ofContent.handler(({ input, context: { core } }) => usesOf(core.db, input.file_hash)),
}
