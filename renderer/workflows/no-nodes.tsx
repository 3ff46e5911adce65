import { Braces, Waypoints } from 'lucide-react'
import { Button } from '../components/button.tsx'
import { EmptyState } from '../components/empty-state.tsx'
import { texts } from './texts.ts'

/** The empty state of a workflow without nodes. */
export function NoNodes({ onEdit }: { onEdit: () => void }) {
  return (
    <EmptyState
      icon={Waypoints}
      title={texts.noNodesYet}
      actions={
        <Button icon={Braces} onClick={onEdit}>
          {texts.editTheDefinition}
        </Button>
      }
    >
      {texts.noNodesText}
    </EmptyState>
  )
}
