import { useQuery } from '@tanstack/react-query'
import { type FormEvent, useState } from 'react'
import { canonicalJson } from '../../shared/canonical-json.ts'
import type { Checkpoint } from '../../shared/contract/checkpoints.ts'
import { api, client } from '../client.ts'
import { Button } from '../components/button.tsx'
import { DialogFoot } from '../components/dialog.tsx'
import { errorMessage } from '../components/error-message.ts'
import { Field } from '../components/field.tsx'
import styles from './new-timeline-dialog.module.css'
import { texts } from './texts.ts'

type Settings = Record<string, unknown>

interface ForkFormProps {
  checkpoint: Checkpoint
  onForked: (id: string) => void
}

/** A form for another attempt from a checkpoint: its configuration, changed, and a name. */
export function ForkForm({ checkpoint, onForked }: ForkFormProps) {
  const { data: state, error } = useQuery(api.checkpoints.get.queryOptions({ input: { id: checkpoint.id } }))
  const settings = state?.config_overrides
  const [label, setLabel] = useState('')
  const [edited, setText] = useState<string>()
  const [failure, setFailure] = useState<string>()
  const text = edited ?? (settings ? JSON.stringify(settings, null, 2) : '')
  const read: Changes = settings ? readChanges(text, settings) : { changes: null }
  const problem = failure ?? (error ? errorMessage(error) : read.error)
  const fork = (event: FormEvent) => {
    event.preventDefault()
    if (!read.changes) return
    const scenario = { is_scenario: label.trim() !== '', scenario_label: label.trim() }
    const { timeline_id, id: parent_checkpoint_id } = checkpoint
    client.checkpoints
      .save({ timeline_id, parent_checkpoint_id, config_overrides: read.changes, ...scenario })
      .then(({ checkpoint_id }) => onForked(checkpoint_id))
      .catch((error) => setFailure(errorMessage(error)))
  }
  return (
    <form className={styles.form} onSubmit={fork}>
      <Field label={texts.scenario}>
        <input
          type="text"
          className={styles.wide}
          placeholder={texts.optionalForExampleThreshold}
          maxLength={300}
          value={label}
          onChange={(event) => setLabel(event.currentTarget.value)}
          data-autofocus
        />
      </Field>
      <Field label={texts.configuration}>
        <textarea
          className={styles.json}
          rows={8}
          spellCheck={false}
          value={text}
          // Not disabled: Tab would pass it while the settings are read.
          readOnly={!settings}
          aria-invalid={read.error !== undefined}
          onChange={(event) => setText(event.currentTarget.value)}
        />
      </Field>
      <DialogFoot>
        <div role="status" className={styles.status} data-error={problem !== undefined || undefined}>
          {problem ?? texts.forkFormText}
        </div>
        <Button type="submit" variant="primary" disabled={read.changes === null}>
          {texts.fork}
        </Button>
      </DialogFoot>
    </form>
  )
}

interface Changes {
  changes: Settings | null
  error?: string
}

/** Returns the settings that differ from those of the parent, or why the text cannot be saved. */
function readChanges(text: string, before: Settings): Changes {
  const settings = parse(text)
  if (settings === undefined) return { changes: null, error: texts.thisIsntAJson }
  const missing = Object.keys(before).find((key) => !Object.hasOwn(settings, key))
  if (missing !== undefined) return { changes: null, error: texts.readChangesError(missing) }
  const isChanged = ([key, value]: [string, unknown]) =>
    !Object.hasOwn(before, key) || canonicalJson(value) !== canonicalJson(before[key])
  return { changes: Object.fromEntries(Object.entries(settings).filter(isChanged)) }
}

function parse(text: string): Settings | undefined {
  try {
    const value: unknown = JSON.parse(text)
    return typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Settings) : undefined
  } catch {
    return undefined
  }
}
