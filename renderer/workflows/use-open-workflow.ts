import { useNavigate } from '@tanstack/react-router'
import type { WorkflowSearch } from './workflow-search.ts'

/** Opens the page of a workflow, at one of its nodes or runs where one is named. Nothing happens without an id. */
export function useOpenWorkflow(): (id: string | undefined, at?: WorkflowSearch) => void {
  const navigate = useNavigate()
  return (id, at = {}) => {
    if (id !== undefined) void navigate({ to: '/workflows/$id', params: { id }, search: at })
  }
}
