import { useState } from 'react'
import { type Role, roles } from '../../shared/contract/workflows.ts'
import type { WorkflowNode } from '../../shared/workflow/graph.ts'
import { Section } from '../components/section.tsx'
import { droppedTakes, takesWelcome } from '../components/take-drag.ts'
import styles from './role-chips.module.css'
import { openTakes, useTray } from './tray-state.ts'
import { useDropOnNode } from './use-drop-on-node.ts'

/** What a take can be to a node: takes are dropped on one of them, or chosen below after one was pressed. */
export function RoleChips({ node }: { node: WorkflowNode }) {
  const drop = useDropOnNode()
  const usual = useTray((tray) => tray.role)
  const [over, setOver] = useState<Role | null>(null)
  return (
    <Section title="Drop a take here to add it as">
      <div className={styles.chips}>
        {roles.map((role) => (
          <button
            key={role}
            type="button"
            className={styles.chip}
            aria-label={`Add takes as ${role}`}
            title={`Choose takes to add as ${role}`}
            data-usual={usual === role || undefined}
            data-over={over === role || undefined}
            onClick={() => openTakes(role)}
            {...takesWelcome(() => setOver(role))}
            onDragLeave={() => setOver(null)}
            onDrop={(event) => {
              event.preventDefault()
              setOver(null)
              drop(node, role, droppedTakes(event))
            }}
          >
            {role}
          </button>
        ))}
      </div>
    </Section>
  )
}
