import { useState } from 'react'
import { type Role, roles } from '../../shared/contract/workflows.ts'
import { acceptContents, type DraggedContent, droppedContents } from '../components/takes/take-drag.ts'
import styles from './role-drops.module.css'

/** Drop zones over a node, one for each role, shown while takes or images are dragged over it. */
export function RoleDrops({ onDrop }: { onDrop: (role: Role, contents: DraggedContent[]) => void }) {
  const [over, setOver] = useState<Role | null>(null)
  return (
    <div className={styles.zones}>
      {roles.map((role) => (
        // biome-ignore lint/a11y/noStaticElementInteractions: by keyboard, they are added from the inspector
        <span
          key={role}
          data-over={over === role || undefined}
          {...acceptContents(() => setOver(role))}
          onDrop={(event) => {
            event.preventDefault()
            onDrop(role, droppedContents(event))
          }}
        >
          {role}
        </span>
      ))}
    </div>
  )
}
