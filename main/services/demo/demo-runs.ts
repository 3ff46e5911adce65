import { v7 as uuidv7 } from 'uuid'
import type { Core } from '../../core.ts'
import type { WritableDb } from '../../database/connection/connection.ts'
import { toTimestamp } from '../../database/connection/timestamp.ts'
import { insertExecution } from '../../database/executions.ts'
import { findGeneration, upsertGeneration } from '../../database/generations.ts'
import { listImages } from '../../database/images.ts'
import { listVideos, updateVideo } from '../../database/videos.ts'
import { upsertAssociation } from '../../database/workflows/associations.ts'
import { countWorkflows, insertWorkflow, updateWorkflow } from '../../database/workflows.ts'
import { type DemoWorkflow, demoGenerations, demoWorkflows } from './demo-workflows.ts'

/** Adds the demo workflows that the library has none of the same name of, with generation details of their videos. */
export async function addDemoWorkflows(core: Core): Promise<void> {
  const nowMs = core.clock().getTime()
  await core.write(async ({ db, touch }) => {
    for (const workflow of demoWorkflows)
      if ((await countWorkflows(db, { search: workflow.name })) === 0) await addWorkflow(db, workflow, nowMs)
    touch('workflows', 'executions', 'videos')
  })
}

async function addWorkflow(db: WritableDb, workflow: DemoWorkflow, nowMs: number): Promise<void> {
  const { name, description, status, definition, before = definition, runs } = workflow
  const id = uuidv7()
  const at = (msAgo: number) => toTimestamp(new Date(nowMs - msAgo))
  const begin = (minutesAgo: number) => minutesAgo * 60_000
  const created = at(begin((runs[0]?.minutesAgo ?? 0) + 20))
  const first = JSON.stringify(before)
  await insertWorkflow(db, {
    id,
    name,
    description,
    status,
    definition: first,
    created_at: created,
    updated_at: created,
  })
  for (const [index, run] of runs.entries()) {
    // An execution keeps the definition that the workflow has when it begins.
    if (index === runs.length - 1) await updateWorkflow(db, id, { definition: JSON.stringify(definition) })
    const startMs = begin(run.minutesAgo)
    const ended = run.seconds === undefined ? null : at(startMs - run.seconds * 1000)
    const execution = { id: uuidv7(), workflow_id: id, status: run.status, error: run.error ?? null }
    await insertExecution(db, { ...execution, started_at: at(startMs), completed_at: ended })
    if (ended !== null) await updateWorkflow(db, id, { last_executed_at: ended, updated_at: ended })
    for (const takes of run.takes ?? []) {
      const videos = await listVideos(
        db,
        { search: takes.scene },
        { sort: 'name', order: 'asc', offset: (takes.first ?? 1) - 1, limit: takes.count },
      )
      for (const { id: video_id } of videos) {
        const made = { video_id, node_id: takes.node, node_type: takes.type, role: takes.role ?? 'output' }
        await upsertAssociation(db, {
          workflow_id: id,
          ...made,
          execution_id: execution.id,
          created_at: ended ?? at(startMs),
        })
        await addGeneration(db, video_id, takes.model, { started_at: at(startMs), completed_at: ended })
      }
    }
    for (const { scene, node, type } of run.pictures ?? []) {
      const [image] = await listImages(db, { search: scene, order: 'asc', offset: 0, limit: 1 })
      if (!image) continue
      const use = { workflow_id: id, file_hash: image.file_hash, node_id: node, node_type: type, role: 'input' }
      await upsertAssociation(db, { ...use, execution_id: execution.id, created_at: ended ?? at(startMs) })
    }
  }
}

async function addGeneration(
  db: WritableDb,
  video_id: string,
  model: string,
  times: { started_at: string; completed_at: string | null },
): Promise<void> {
  const generation = demoGenerations[model]
  if (!generation || (await findGeneration(db, { video_id }))) return
  const generation_params = JSON.stringify(generation.generation_params)
  await upsertGeneration(db, { video_id }, { model, ...generation, generation_params, status: 'completed', ...times })
  await updateVideo(db, video_id, { source_type: 'generated' })
}
