import { Inspector } from '../components/inspector.tsx'
import { Panel } from '../components/panel.tsx'

/** The inspector while no takes are compared. */
export function DeskHint({ title, children }: { title: string; children: string }) {
  return (
    <Inspector>
      <Panel title={title} hint={children} />
    </Inspector>
  )
}
