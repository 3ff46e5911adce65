import { Braces, Waypoints } from 'lucide-react'
import { Button } from '../components/button.tsx'
import { EmptyState } from '../components/empty-state.tsx'

/** The empty state of a workflow without nodes. */
export function NoNodes({ onEdit }: { onEdit: () => void }) {
  return (
    <EmptyState
      icon={Waypoints}
      title="No nodes yet"
      actions={
        <Button icon={Braces} onClick={onEdit}>
          Edit the definition
        </Button>
      }
    >
      Paste a definition with nodes and connections, or a ComfyUI workflow. JSON files dropped on the window become new
      workflows.
    </EmptyState>
  )
}
