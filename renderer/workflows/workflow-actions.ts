import { formatCount } from '../../shared/units.ts'
import { client } from '../client.ts'
import { downloadText, fileNameOf } from '../components/download.ts'
import { showError } from '../components/notice.tsx'
import { offerUndo } from '../components/undoable.ts'

const emptyDefinition = '{\n  "nodes": [],\n  "connections": []\n}\n'

/** Keeps a new workflow without nodes. Answers with its id, or undefined where that failed; the reason is on screen then. */
export async function createWorkflow(): Promise<string | undefined> {
  return await told(client.workflows.create({ name: 'New workflow', definition: emptyDefinition }))
}

/** A new draft with the same definition, to change or to run once more. */
export async function duplicateWorkflow(id: string): Promise<string | undefined> {
  return await told(client.workflows.duplicate({ id }))
}

/** A new draft from how a take was made. */
export async function workflowFromTake(videoId: string): Promise<string | undefined> {
  return await told(client.workflows.fromVideo({ video_id: videoId }))
}

async function told(call: Promise<{ id: string }>): Promise<string | undefined> {
  try {
    return (await call).id
  } catch (error) {
    showError(error)
    return undefined
  }
}

/** Saves the definition as a file, byte for byte as it came. */
export async function exportWorkflow(id: string): Promise<void> {
  try {
    const { name, definition } = await client.workflows.get({ id })
    downloadText(fileNameOf(name, 'json'), 'application/json', definition)
  } catch (error) {
    showError(error)
  }
}

/** Takes workflows out of the library and says so, with a way back. Their takes stay. Answers whether it happened. */
export async function removeWorkflows(ids: readonly string[]): Promise<boolean> {
  try {
    const { removed } = await client.workflows.remove({ ids: [...ids] })
    if (removed.length === 0) return false
    offerUndo(`Removed ${formatCount(removed.length, 'workflow')}`, () => client.workflows.restore({ ids: removed }))
    return true
  } catch (error) {
    showError(error)
    return false
  }
}
