import type { Job } from '../../../shared/contract/jobs.ts'
import { formatCount } from '../../../shared/units.ts'
import { client } from '../../client.ts'
import { openExport } from '../../state/bundle-dialogs.ts'
import { followStarted } from '../../state/started-jobs.ts'
import { downloadText, fileNameOf } from '../download.ts'
import { showError } from '../notice.tsx'
import { newStep, offerUndoOf } from '../offer-undo.ts'
import { texts } from './texts.ts'

const emptyDefinition = '{\n  "nodes": [],\n  "connections": []\n}\n'

/** Creates a workflow without nodes. Returns its id, or undefined after showing the error. */
export async function createWorkflow(): Promise<string | undefined> {
  return await idOrNotice(client.workflows.create({ name: texts.newWorkflow, definition: emptyDefinition }))
}

/** Creates a draft with the same definition. Returns its id, or undefined after showing the error. */
export async function duplicateWorkflow(id: string): Promise<string | undefined> {
  return await idOrNotice(client.workflows.duplicate({ id }))
}

/** Creates a draft from the generation details of a take. Returns its id, or undefined after showing the error. */
export async function workflowFromTake(videoId: string): Promise<string | undefined> {
  return await idOrNotice(client.workflows.fromVideo({ video_id: videoId }))
}

async function idOrNotice(call: Promise<{ id: string }>): Promise<string | undefined> {
  try {
    return (await call).id
  } catch (error) {
    showError(error)
    return undefined
  }
}

/** Downloads a definition, byte for byte as imported. */
export async function exportWorkflow(id: string): Promise<void> {
  try {
    const { name, definition } = await client.workflows.get({ id })
    downloadText(fileNameOf(name, 'json'), 'application/json', definition)
  } catch (error) {
    showError(error)
  }
}

/** Opens the dialog that exports workflows with their runs, media and lineage. */
export function exportWorkflows(workflows: readonly { id: string; name: string }[]): void {
  const [only] = workflows
  const words = workflows.length === 1 && only ? `“${only.name}”` : formatCount(workflows.length, 'workflow')
  openExport({ words, selection: { workflow_ids: workflows.map(({ id }) => id) } })
}

/** Opens the dialog that exports a template without runs and media, to share it. */
export function exportTemplate({ id, name }: { id: string; name: string }): void {
  openExport({ words: texts.theTemplate(name), selection: { template_ids: [id] } })
}

/** Removes workflows from the library and offers Undo; takes are kept. Returns whether any were removed. */
export async function removeWorkflows(ids: readonly string[]): Promise<boolean> {
  try {
    const step = newStep()
    const { removed } = await client.workflows.remove({ ids: [...ids] }, { context: { step } })
    if (removed.length === 0) return false
    offerUndoOf(step, texts.removed(formatCount(removed.length, 'workflow')))
    return true
  } catch (error) {
    showError(error)
    return false
  }
}

/** Starts the job that archives a workflow. Returns whether it was started. */
export async function archiveWorkflow(id: string, path: string): Promise<boolean> {
  return await started(client.workflows.archive({ id, path }))
}

/** Starts the job that fetches the archived takes of a workflow back. Returns whether it was started. */
export async function fetchArchived(id: string): Promise<boolean> {
  return await started(client.workflows.fetchArchived({ id }))
}

async function started(call: Promise<Job>): Promise<boolean> {
  try {
    followStarted(await call, [])
    return true
  } catch (error) {
    showError(error)
    return false
  }
}
