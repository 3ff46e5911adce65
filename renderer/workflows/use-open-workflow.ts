import { useNavigate } from '@tanstack/react-router'

/** Opens the page of a workflow, at one of its nodes where one is named. Nothing happens without an id. */
export function useOpenWorkflow(): (id: string | undefined, node?: string) => void {
  const navigate = useNavigate()
  return (id, node) => {
    if (id !== undefined) void navigate({ to: '/workflows/$id', params: { id }, search: node ? { node } : {} })
  }
}
