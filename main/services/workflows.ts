import { v7 as uuidv7 } from 'uuid'
import type { WorkflowDetails } from '../../shared/contract/workflows.ts'
import { RushesError } from '../../shared/errors.ts'
import { parseDefinition } from '../../shared/workflow/parse-definition.ts'
import type { Core } from '../core.ts'
import { deleteAssociation, findAssociation, listAssociatedVideos, listVideoUses } from '../database/associations.ts'
import type { Db } from '../database/connection.ts'
import { removeWorkflow, restoreWorkflow } from '../database/removed-workflows.ts'
import { toTimestamp } from '../database/timestamp.ts'
import { requireVideo } from '../database/videos.ts'
import { listWorkflowImages } from '../database/workflow-images.ts'
import {
  countWorkflows,
  insertWorkflow,
  listWorkflows,
  readStrip,
  requireWorkflow,
  updateWorkflow,
} from '../database/workflows.ts'
import { associate, associateAll, type NewAssociation } from './associations.ts'
import { os } from './implement.ts'
import { definitionFromVideo } from './workflow-from-video.ts'

type Definition = string | Record<string, unknown>

/** The text to store: as it was given, once it can be read. @throws RushesError BAD_INPUT with the path of the fault. */
function readableText(definition: Definition): string {
  const text = typeof definition === 'string' ? definition : JSON.stringify(definition)
  try {
    parseDefinition(text)
    return text
  } catch (error) {
    if (!(error instanceof RushesError)) throw error
    const fields = (error.data?.fields as string[] | undefined) ?? []
    throw new RushesError('BAD_INPUT', `definition: ${error.message}`, {
      cause: error,
      data: { fields: fields.length === 0 ? ['definition'] : fields.map((field) => `definition.${field}`) },
    })
  }
}

async function details(db: Db, id: string): Promise<WorkflowDetails> {
  const videos = await listAssociatedVideos(db, { workflow_id: id })
  return { ...(await requireWorkflow(db, id)), videos, images: await listWorkflowImages(db, id) }
}

interface NewWorkflow {
  id?: string | undefined
  name: string
  description?: string | null | undefined
  status: string
  definition: Definition
}

/** With `videos`, all or nothing. */
async function create(
  core: Core,
  { definition, ...workflow }: NewWorkflow,
  videos: readonly NewAssociation[] = [],
): Promise<WorkflowDetails> {
  const text = readableText(definition)
  const now = toTimestamp(core.clock())
  return await core.write(async (db, touch) => {
    const id = workflow.id ?? uuidv7()
    await insertWorkflow(db, { ...workflow, id, definition: text, created_at: now, updated_at: now })
    await associateAll(core, db, id, videos)
    touch('workflows', 'videos')
    return await details(db, id)
  })
}

async function list(core: Core, input: Parameters<typeof listWorkflows>[1] & Parameters<typeof listWorkflows>[2]) {
  const rows = await listWorkflows(core.db, input, input)
  const items = await Promise.all(
    rows.map(async (row) => ({ ...row, outputs: await readStrip(core.db, { workflow_id: row.id }) })),
  )
  return { items, total: await countWorkflows(core.db, input) }
}

async function eachOf(
  core: Core,
  ids: readonly string[],
  work: (db: Db, id: string) => Promise<boolean>,
): Promise<string[]> {
  return await core.write(async (db, touch) => {
    const done: string[] = []
    for (const id of new Set(ids)) if (await work(db, id)) done.push(id)
    if (done.length > 0) touch('workflows', 'executions', 'videos')
    return done
  })
}

export const workflows = {
  list: os.workflows.list.handler(({ input, context: { core } }) => list(core, input)),
  get: os.workflows.get.handler(({ input, context: { core } }) => details(core.db, input.id)),
  create: os.workflows.create.handler(({ input, context: { core } }) => create(core, input)),
  update: os.workflows.update.handler(({ input, context: { core } }) => {
    const { id, videos = [], definition, ...changes } = input
    const text = definition === undefined ? {} : { definition: readableText(definition) }
    return core.write(async (db, touch) => {
      await updateWorkflow(db, id, { ...changes, ...text, updated_at: toTimestamp(core.clock()) })
      await associateAll(core, db, id, videos, 'videos')
      touch('workflows', 'videos')
      return await details(db, id)
    })
  }),
  remove: os.workflows.remove.handler(async ({ input, context: { core } }) => {
    const now = toTimestamp(core.clock())
    return { removed: await eachOf(core, input.ids, (db, id) => removeWorkflow(db, id, now)) }
  }),
  restore: os.workflows.restore.handler(async ({ input, context: { core } }) => ({
    restored: await eachOf(core, input.ids, restoreWorkflow),
  })),
  duplicate: os.workflows.duplicate.handler(async ({ input, context: { core } }) => {
    const { name, description, definition } = await requireWorkflow(core.db, input.id)
    return await create(core, { name: input.name ?? `${name} copy`, description, definition, status: 'draft' })
  }),
  fromVideo: os.workflows.fromVideo.handler(async ({ input, context: { core } }) => {
    const video = await requireVideo(core.db, input.video_id)
    const { definition, node_id } = await definitionFromVideo(core.db, video)
    const workflow = { name: input.name ?? video.name, definition, status: 'draft' }
    return await create(core, workflow, [{ video_id: video.id, node_id, role: 'output' }])
  }),
  associate: os.workflows.associate.handler(({ input: { workflow_id, ...association }, context: { core } }) =>
    associate(core, workflow_id, association),
  ),
  dissociate: os.workflows.dissociate.handler(({ input, context: { core } }) =>
    core.write(async (db, touch) => {
      const association = await findAssociation(db, input)
      if (!association) {
        throw new RushesError('NOT_FOUND', `The node ${input.node_id} is not associated with that video.`)
      }
      await deleteAssociation(db, input)
      touch('workflows', 'videos')
      return association
    }),
  ),
  ofVideo: os.workflows.ofVideo.handler(async ({ input, context: { core } }) => {
    await requireVideo(core.db, input.video_id)
    return await listVideoUses(core.db, input.video_id)
  }),
}
