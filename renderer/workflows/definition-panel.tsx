import { useDebouncedValue } from '@mantine/hooks'
import { useMemo, useState } from 'react'
import type { WorkflowDetails } from '../../shared/contract/workflows.ts'
import { client } from '../client.ts'
import { Button } from '../components/button.tsx'
import { showError } from '../components/notice.tsx'
import { offerUndo } from '../components/offer-undo.ts'
import { Buttons, Hint } from '../components/panel.tsx'
import styles from './definition-panel.module.css'
import { type Fault, readDefinition } from './read-definition.ts'
import { texts } from './texts.ts'

interface DefinitionPanelProps {
  workflow: WorkflowDetails
  /** Fault of the stored definition; null if it is valid. */
  fault: Fault | null
  /** Returns to the graph; undefined while the definition is invalid, because there is none. */
  onClose: (() => void) | undefined
}

/** An editor for the text of a definition, which shows its first fault. */
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
      // An invalid definition could not be saved again, so there is no Undo.
      if (!storedFault) offerUndo(texts.definitionSaved, () => client.workflows.update({ id, definition: before }))
    } catch (error) {
      showError(error)
    }
  }
  return (
    <div className={styles.panel}>
      <h2>{storedFault ? texts.thisDefinitionCantBe : texts.definition}</h2>
      {fault ? <FaultLine fault={fault} /> : <Hint>{texts.definitionPanelHint}</Hint>}
      <textarea
        className={styles.text}
        aria-label={texts.definition}
        aria-invalid={fault !== null}
        spellCheck={false}
        value={text}
        onChange={(event) => setText(event.currentTarget.value)}
        onKeyDown={(event) => {
          event.stopPropagation()
          if (event.key === 'Escape') onClose?.()
        }}
      />
      <Buttons>
        <Button
          variant="primary"
          disabled={text === workflow.definition || settled !== text || fault !== null}
          onClick={() => void keep()}
        >
          {texts.saveDefinition}
        </Button>
        {onClose && <Button onClick={onClose}>{texts.backToTheGraph}</Button>}
      </Buttons>
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
