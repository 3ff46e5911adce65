import { Braces, Waypoints } from 'lucide-react'
import blank from '../components/blank.module.css'
import { Icon } from '../components/icon.tsx'
import styles from './definition-panel.module.css'

/** A workflow without nodes: how to give it some. */
export function NoNodes({ onEdit }: { onEdit: () => void }) {
  return (
    <div className={`${blank.blank} ${styles.fill}`}>
      <span className={blank.mark}>
        <Icon of={Waypoints} size={22} />
      </span>
      <h2>No nodes yet</h2>
      <p>
        Paste a definition: nodes and connections, or what ComfyUI saves. A JSON file that you drop on the window
        becomes a workflow of its own.
      </p>
      <button type="button" className={blank.button} onClick={onEdit}>
        <Icon of={Braces} />
        Edit the definition
      </button>
    </div>
  )
}
