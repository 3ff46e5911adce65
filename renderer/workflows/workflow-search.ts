import { useNavigate, useSearch } from '@tanstack/react-router'
import { z } from 'zod'

/** Which node of a workflow is looked at, as it stands in the address. */
export const workflowSearchSchema = z.object({ node: z.string().max(300).optional().catch(undefined) })
type WorkflowSearch = z.infer<typeof workflowSearchSchema>

/** The node that is looked at, and a way to look at another; going from node to node is no step back. */
export function useSelectedNode(workflowId: string) {
  const { node } = useSearch({ strict: false }) as WorkflowSearch
  const navigate = useNavigate()
  const select = (next: string | undefined) =>
    void navigate({
      to: '/workflows/$id',
      params: { id: workflowId },
      search: next === undefined ? {} : { node: next },
      replace: true,
    })
  return [node, select] as const
}
