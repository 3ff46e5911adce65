import type { Association, Role } from '../../shared/contract/workflows.ts'
import { RushesError } from '../../shared/errors.ts'
import { parseDefinition } from '../../shared/workflow/parse-definition.ts'
import type { Core } from '../core.ts'
import { findAssociation, putAssociation } from '../database/associations.ts'
import type { Db } from '../database/connection.ts'
import { requireExecution } from '../database/executions.ts'
import { toTimestamp } from '../database/timestamp.ts'
import { requireVideo } from '../database/videos.ts'
import { requireWorkflow } from '../database/workflows.ts'

/** What a video is to be to a node; a node that the definition has knows its own type. */
export interface NewAssociation {
  video_id: string
  node_id: string
  node_type?: string | undefined
  role: Role
  execution_id?: string | undefined
}

/** Associates a video with a node of a workflow. @throws RushesError NOT_FOUND, BAD_INPUT; nothing is changed then. */
export async function associate(core: Core, workflowId: string, association: NewAssociation): Promise<Association> {
  return await core.write(async (db, touch) => {
    await associateAll(core, db, workflowId, [association])
    touch('workflows', 'videos')
    const { video_id, node_id } = association
    const kept = await findAssociation(db, { workflow_id: workflowId, video_id, node_id })
    if (!kept) throw new Error('The association that was just written is not there.')
    return kept
  })
}

/**
 * The same for several, within a transaction; the definition is read once. `field` is that of the input where they stand, for
 * what is wrong with one of them.
 */
export async function associateAll(
  core: Core,
  db: Db,
  workflowId: string,
  associations: readonly NewAssociation[],
  field = '',
): Promise<void> {
  if (associations.length === 0) return
  const { name, definition } = await requireWorkflow(db, workflowId)
  const types = new Map(parseDefinition(definition).nodes.map((node) => [node.id, node.type]))
  for (const [index, { execution_id, ...association }] of associations.entries()) {
    const at = field && `${field}.${index}.`
    await inField(`${at}video_id`, () => requireVideo(db, association.video_id))
    const ownType = types.get(association.node_id)
    if (ownType === undefined) throw wrong(`${at}node_id`, `${name} has no node “${association.node_id}”.`)
    if (execution_id !== undefined) {
      const execution = await inField(`${at}execution_id`, () => requireExecution(db, execution_id))
      if (execution.workflow_id !== workflowId) {
        throw wrong(`${at}execution_id`, `The execution ${execution_id} is one of another workflow.`)
      }
    }
    await putAssociation(db, {
      workflow_id: workflowId,
      ...association,
      node_type: association.node_type ?? ownType,
      execution_id: execution_id ?? null,
      created_at: toTimestamp(core.clock()),
    })
  }
}

/** Looks for what a field names; where there is no such thing, the error names the field too. */
async function inField<T>(field: string, look: () => Promise<T>): Promise<T> {
  try {
    return await look()
  } catch (error) {
    throw error instanceof RushesError ? wrong(field, error.message, error) : error
  }
}

function wrong(field: string, message: string, cause?: RushesError): RushesError {
  const code = cause?.code ?? 'BAD_INPUT'
  return new RushesError(code, `${field}: ${message}`, { cause, data: { fields: [field] } })
}
