import { useDebouncedValue } from '@mantine/hooks'
import { useMemo, useState } from 'react'
import type { WorkflowDetails } from '../../shared/contract/workflows.ts'
import { client } from '../client.ts'
import blank from '../components/blank.module.css'
import { showError } from '../components/notice.tsx'
import { offerUndo } from '../components/undoable.ts'
import styles from './definition-panel.module.css'
import { type Fault, readDefinition } from './read-definition.ts'

interface DefinitionPanelProps {
  workflow: WorkflowDetails
  /** Why the definition that is stored cannot be read; null where it can. */
  fault: Fault | null
  /** Back to the graph; there is none while the definition cannot be read. */
  onClose: (() => void) | undefined
}

/** The text of a definition, with what is wrong with it while it is written. */
export function DefinitionPanel({ workflow, fault: storedFault, onClose }: DefinitionPanelProps) {
  const [text, setText] = useState(workflow.definition)
  const [settled] = useDebouncedValue(text, 200)
  const fault = useMemo(
    () => (settled === workflow.definition ? storedFault : readDefinition(settled).fault),
    [settled, workflow.definition, storedFault],
  )
  const keep = async () => {
    const { id, definition: before } = workflow
    try {
      await client.workflows.update({ id, definition: text })
      onClose?.()
      // What could not be read is not taken in again.
      if (!storedFault)
        offerUndo('The definition was changed', () => client.workflows.update({ id, definition: before }))
    } catch (error) {
      showError(error)
    }
  }
  return (
    <div className={styles.panel}>
      <h2>{storedFault ? 'This definition cannot be read' : 'Definition'}</h2>
      {fault ? <FaultLine fault={fault} /> : <p className={styles.fine}>It is kept byte for byte as it stands here.</p>}
      <textarea
        className={styles.text}
        aria-label="Definition"
        aria-invalid={fault !== null}
        spellCheck={false}
        value={text}
        onChange={(event) => setText(event.currentTarget.value)}
        onKeyDown={(event) => {
          event.stopPropagation()
          if (event.key === 'Escape') onClose?.()
        }}
      />
      <div className={styles.buttons}>
        <button
          type="button"
          className={blank.primary}
          disabled={text === workflow.definition || settled !== text || fault !== null}
          onClick={() => void keep()}
        >
          Keep this definition
        </button>
        {onClose && (
          <button type="button" className={blank.button} onClick={onClose}>
            Back to the graph
          </button>
        )}
      </div>
    </div>
  )
}

function FaultLine({ fault: { path, message } }: { fault: Fault }) {
  const sentence = path && message.startsWith(`${path}: `) ? message.slice(path.length + 2) : message
  return (
    <p className={styles.fault} role="alert">
      {path && (
        <>
          <code>{path}</code>{' '}
        </>
      )}
      {sentence}
    </p>
  )
}
