import { useNavigate, useSearch } from '@tanstack/react-router'
import { z } from 'zod'

/** Which node of a workflow and which of its runs are looked at, as it stands in the address. */
export const workflowSearchSchema = z.object({
  node: z.string().max(300).optional().catch(undefined),
  run: z.string().max(200).optional().catch(undefined),
})
export type WorkflowSearch = z.infer<typeof workflowSearchSchema>

/** What is looked at, and a way to look at something else; going from node to node is no step back. */
export function useWorkflowSearch(workflowId: string) {
  const { node, run } = useSearch({ strict: false }) as WorkflowSearch
  const navigate = useNavigate()
  const change = (next: WorkflowSearch) =>
    void navigate({ to: '/workflows/$id', params: { id: workflowId }, search: { node, run, ...next }, replace: true })
  return { search: { node, run }, change }
}
