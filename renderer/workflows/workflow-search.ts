import { getRouteApi, useNavigate } from '@tanstack/react-router'
import type { WorkflowSearch } from '../components/workflows/open-workflow.ts'

const route = getRouteApi('/workflows/$id')

/** Returns the selected node and run, the subgraph on screen, and a function that changes them. Only another subgraph
 * adds a history entry. */
export function useWorkflowSearch(workflowId: string) {
  const { node, run, inside } = route.useSearch()
  const navigate = useNavigate()
  const change = (next: WorkflowSearch) =>
    void navigate({
      to: '/workflows/$id',
      params: { id: workflowId },
      search: { node, run, inside, ...next },
      replace: !('inside' in next),
    })
  return { search: { node, run, inside }, change }
}
