import type { Transaction } from '../../database/connection/write.ts'
import { type FoundContent, findContent } from '../../database/contents/find-content.ts'
import { listNodesOfInput } from '../../database/embedded.ts'
import type { EmbeddedInputRow } from '../../database/tables.ts'
import { deleteAssociation, findAssociation, upsertAssociation } from '../../database/workflows/associations.ts'
import type { FoundInput } from './find-inputs.ts'

interface Link {
  workflow_id: string
  content: Pick<FoundContent, 'key'>
  id: string
  type: string
  role: 'output' | 'input'
}

/** Associates a video or an image with a node of its workflow, unless they are associated already. */
export async function link({ db, now }: Transaction, { workflow_id, content, id, type, role }: Link): Promise<void> {
  const key = { workflow_id, ...content.key, node_id: id }
  if (await findAssociation(db, key)) return
  await upsertAssociation(db, {
    ...key,
    node_type: type,
    role,
    execution_id: null,
    created_at: now,
  })
}

/** Associates the videos and images that are proven inputs of a content with the nodes that read them. */
export async function linkInputs(
  transaction: Transaction,
  workflowId: string,
  fileHash: string,
  inputs: readonly Pick<FoundInput, 'input_hash' | 'node_id' | 'node_type'>[],
): Promise<void> {
  for (const { input_hash, node_id, node_type } of inputs) {
    const input = input_hash === null ? undefined : await findContent(transaction.db, input_hash)
    if (!input || input.file_hash === fileHash || node_id === null) continue
    await link(transaction, {
      workflow_id: workflowId,
      content: input,
      id: node_id,
      type: node_type ?? '',
      role: 'input',
    })
  }
}

/**
 * Associates a new video or image with the workflows that it was an input of: what they made was imported first and
 * names it only by its content.
 */
export async function linkAsInput(transaction: Transaction, content: FoundContent): Promise<void> {
  for (const { workflow_id, node_id, node_type } of await listNodesOfInput(transaction.db, content.file_hash)) {
    if (node_id !== null)
      await link(transaction, { workflow_id, content, id: node_id, type: node_type ?? '', role: 'input' })
  }
}

/** Removes an association that an earlier reading made, unless it is another's by now: of a run, or in another role. */
export async function unlink(
  { db }: Transaction,
  { workflow_id, content, id, role }: Omit<Link, 'type'>,
): Promise<void> {
  const key = { workflow_id, ...content.key, node_id: id }
  const association = await findAssociation(db, key)
  if (association?.role === role && association.execution_id === null) await deleteAssociation(db, key)
}

/** Removes associations that an earlier version made with files that only had the name of an input. */
export async function unlinkInputs(
  transaction: Transaction,
  workflow_id: string,
  inputs: readonly Pick<EmbeddedInputRow, 'input_hash' | 'node_id'>[],
): Promise<void> {
  for (const { input_hash, node_id } of inputs) {
    const content = input_hash === null ? undefined : await findContent(transaction.db, input_hash)
    if (content && node_id !== null) await unlink(transaction, { workflow_id, content, id: node_id, role: 'input' })
  }
}
