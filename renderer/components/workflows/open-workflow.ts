import { useNavigate } from '@tanstack/react-router'
import { z } from 'zod'

/** The selected node and run of a workflow in the address, and the node of the subgraph on screen. */
export const workflowSearchSchema = z.object({
  node: z.string().max(300).optional().catch(undefined),
  inside: z.string().max(2000).optional().catch(undefined),
  run: z.string().max(200).optional().catch(undefined),
})
export type WorkflowSearch = z.infer<typeof workflowSearchSchema>

/** Returns a function that opens a workflow, at a node or run if given. Without an id it does nothing. */
export function useOpenWorkflow(): (id: string | undefined, at?: WorkflowSearch) => void {
  const navigate = useNavigate()
  return (id, at = {}) => {
    if (id !== undefined) void navigate({ to: '/workflows/$id', params: { id }, search: at })
  }
}
