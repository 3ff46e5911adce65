import { useNavigate } from '@tanstack/react-router'
import { useEffect, useState } from 'react'
import { client } from '../client.ts'
import { keyTable } from '../components/keys.ts'
import { showError } from '../components/notice.tsx'
import { offerUndo } from '../components/offer-undo.ts'
import { useOpenWorkflow } from '../components/workflows/open-workflow.ts'
import { duplicateWorkflow, removeWorkflows } from '../components/workflows/workflow-actions.ts'
import { editName, stopRenaming } from '../state/renaming.ts'
import { texts } from './texts.ts'

/** Actions on the page of a workflow. */
export interface WorkflowMoves {
  toList: () => void
  rename: () => void
  save: () => Promise<void>
  duplicate: () => void
  remove: () => Promise<void>
  /** True if the definition is being edited as text. */
  isEditing: boolean
  editDefinition: () => void
  stopEditing: () => void
}

export function useWorkflowMoves(id: string): WorkflowMoves {
  const navigate = useNavigate()
  const open = useOpenWorkflow()
  const [edited, setEdited] = useState<string>()
  useEffect(() => stopRenaming, [])
  const toList = () => void navigate({ to: '/workflows', search: {} })
  return {
    toList,
    rename: () => editName(id),
    save: () => saveWorkflow(id),
    duplicate: () => void duplicateWorkflow(id).then((copy) => open(copy)),
    remove: async () => {
      if (await removeWorkflows([id])) toList()
    },
    isEditing: edited === id,
    editDefinition: () => setEdited(id),
    stopEditing: () => setEdited(undefined),
  }
}

async function saveWorkflow(id: string): Promise<void> {
  try {
    await client.workflows.update({ id, status: 'saved' })
    offerUndo(texts.saved, () => client.workflows.update({ id, status: 'draft' }))
  } catch (error) {
    showError(error)
  }
}

/** Keys of a workflow's page besides those of its graph. */
export const workflowKeys = keyTable<WorkflowMoves>('A workflow', [
  {
    keys: 'Escape',
    aliases: 'Backspace',
    label: texts.workflowKeysLabel,
    run: ({ toList }) => toList(),
  },
  { keys: 'F2', label: texts.rename, run: ({ rename }) => rename() },
  { keys: 'Delete', label: texts.removeFromLibrary, run: ({ remove }) => remove() },
])
