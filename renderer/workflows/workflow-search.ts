import { getRouteApi, useNavigate } from '@tanstack/react-router'
import type { WorkflowSearch } from '../components/workflows/open-workflow.ts'

const route = getRouteApi('/workflows/$id')

/** Returns the selected node and run, and a function that changes them by replacing the history entry. */
export function useWorkflowSearch(workflowId: string) {
  const { node, run } = route.useSearch()
  const navigate = useNavigate()
  const change = (next: WorkflowSearch) =>
    void navigate({ to: '/workflows/$id', params: { id: workflowId }, search: { node, run, ...next }, replace: true })
  return { search: { node, run }, change }
}
