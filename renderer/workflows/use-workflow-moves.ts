import { useNavigate } from '@tanstack/react-router'
import { useEffect, useRef, useState } from 'react'
import { client } from '../client.ts'
import { isTaken } from '../components/keys.ts'
import { showError } from '../components/notice.tsx'
import { offerUndo } from '../components/undoable.ts'
import { chordOf } from '../player/chord.ts'
import { stopRenaming, useRenaming } from '../state/renaming.ts'
import { useOpenWorkflow } from './use-open-workflow.ts'
import { duplicateWorkflow, removeWorkflows } from './workflow-actions.ts'

/** What can be done on the page of a workflow. */
export interface WorkflowMoves {
  toList: () => void
  rename: () => void
  save: () => Promise<void>
  duplicate: () => void
  remove: () => Promise<void>
  /** Whether the text of the definition is being edited. */
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
    rename: () => useRenaming.setState({ id }),
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
    offerUndo('Saved', () => client.workflows.update({ id, status: 'draft' }))
  } catch (error) {
    showError(error)
  }
}

const moveOf: Record<string, 'toList' | 'rename' | 'remove'> = {
  Escape: 'toList',
  Backspace: 'toList',
  F2: 'rename',
  Delete: 'remove',
}

/** Moves by key, unless something else takes it. */
export function useWorkflowKeys(moves: WorkflowMoves): void {
  const latest = useRef(moves)
  latest.current = moves
  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      const move = moveOf[chordOf(event) ?? '']
      if (!move || isTaken(event)) return
      event.preventDefault()
      void latest.current[move]()
    }
    window.addEventListener('keydown', onKey)
    return () => window.removeEventListener('keydown', onKey)
  }, [])
}
