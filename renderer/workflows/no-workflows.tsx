import { SearchX, Waypoints } from 'lucide-react'
import styles from '../components/blank.module.css'
import { Icon } from '../components/icon.tsx'
import { chooseDefinitions } from './import-definitions.ts'
import { useOpenWorkflow } from './use-open-workflow.ts'
import { createWorkflow } from './workflow-actions.ts'

/** Nothing to show: because there is no workflow yet, or because of what narrows the list. */
export function NoWorkflows({ onShowAll }: { onShowAll: (() => void) | null }) {
  const open = useOpenWorkflow()
  if (onShowAll)
    return (
      <div className={styles.blank}>
        <span className={styles.mark}>
          <Icon of={SearchX} size={22} />
        </span>
        <h2>No workflow is like that</h2>
        <p>Others are there, but none that passes what narrows the list.</p>
        <button type="button" className={styles.button} onClick={onShowAll}>
          Show all workflows
        </button>
      </div>
    )
  return (
    <div className={styles.blank}>
      <span className={styles.mark}>
        <Icon of={Waypoints} size={22} />
      </span>
      <h2>Drop a workflow JSON here</h2>
      <p>
        A definition with nodes and connections, or one that ComfyUI saved, as a workflow or for its API. It is kept
        byte for byte, with its runs and the takes that its nodes made.
      </p>
      <div className={styles.buttons}>
        <button type="button" className={styles.primary} onClick={() => chooseDefinitions(open)}>
          Choose a file…
        </button>
        <button type="button" className={styles.button} onClick={() => void createWorkflow().then((id) => open(id))}>
          New workflow
        </button>
      </div>
    </div>
  )
}
