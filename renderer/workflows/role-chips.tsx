import { useState } from 'react'
import { type Role, roles } from '../../shared/contract/workflows.ts'
import type { WorkflowNode } from '../../shared/workflow/graph.ts'
import { Button } from '../components/button.tsx'
import { Section } from '../components/section.tsx'
import { acceptContents, droppedContents } from '../components/takes/take-drag.ts'
import styles from './role-chips.module.css'
import { texts } from './texts.ts'
import { openContents, useTray } from './tray-state.ts'
import { useDropOnNode } from './use-drop-on-node.ts'

/** The roles at a node. Takes and images can be dropped on a role; a click opens the tray to choose some. */
export function RoleChips({ node }: { node: WorkflowNode }) {
  const drop = useDropOnNode()
  const usual = useTray((tray) => tray.role)
  const [over, setOver] = useState<Role | null>(null)
  return (
    <Section title={texts.roleChipsTitle}>
      <div className={styles.chips}>
        {roles.map((role) => (
          <Button
            key={role}
            size="small"
            className={styles.chip}
            aria-label={texts.addTakesAs(role)}
            title={texts.selectTakesToAdd(role)}
            data-usual={usual === role || undefined}
            data-over={over === role || undefined}
            onClick={() => openContents(role)}
            {...acceptContents(() => setOver(role))}
            onDragLeave={() => setOver(null)}
            onDrop={(event) => {
              event.preventDefault()
              setOver(null)
              drop(node, role, droppedContents(event))
            }}
          >
            {role}
          </Button>
        ))}
      </div>
    </Section>
  )
}
