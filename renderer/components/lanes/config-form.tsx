import { useDebouncedValue } from '@mantine/hooks'
import { useQuery } from '@tanstack/react-query'
import { type FormEvent, useEffect, useId, useMemo, useRef, useState } from 'react'
import type { Analyser } from '../../../shared/contract/analysers.ts'
import { formatCount } from '../../../shared/units.ts'
import { api, client } from '../../client.ts'
import { followStarted } from '../../state/started-jobs.ts'
import { Button } from '../button.tsx'
import { DialogFoot } from '../dialog.tsx'
import { Field } from '../field.tsx'
import { showError } from '../notice.tsx'
import styles from './analyse-menu.module.css'
import { type Field as ConfigField, faultOf, fieldsOf } from './config-fields.ts'
import { Differences } from './differences.tsx'
import { explanationLine } from './explanation-line.ts'
import { texts } from './texts.ts'

type Config = Analyser['defaults']
type Json = Config[string]

interface ConfigFormProps {
  analyser: Analyser
  videoIds: readonly string[]
  onStarted: () => void
}

/**
 * A form for the settings of an analyser, derived from its JSON Schema, with a forecast of whether the result is
 * cached.
 */
export function ConfigForm({ analyser, videoIds, onStarted }: ConfigFormProps) {
  const fields = useMemo(() => fieldsOf(analyser), [analyser])
  const [config, setConfig] = useState<Config>(analyser.defaults)
  const form = useRef<HTMLFormElement>(null)
  useEffect(() => form.current?.querySelector<HTMLElement>('[data-first]')?.focus(), [])
  const faults = fields.flatMap((field) => faultOf(field, config[field.key]) ?? [])
  const start = (event: FormEvent) => {
    event.preventDefault()
    if (faults.length > 0) return
    onStarted()
    const request = { analyser: analyser.name, config, video_ids: [...videoIds] }
    void client.analyses.run(request).then((job) => followStarted(job, videoIds), showError)
  }
  return (
    <form ref={form} className={styles.form} onSubmit={start} aria-label={analyser.title}>
      <h3>{analyser.title}</h3>
      {fields.map((field, index) => (
        <FieldRow
          key={field.key}
          field={field}
          value={config[field.key]}
          isFirst={index === 0}
          onChange={(value) => setConfig({ ...config, [field.key]: value })}
        />
      ))}
      <DialogFoot>
        <div role="status">{faults[0] ?? <Forecast analyser={analyser} config={config} videoIds={videoIds} />}</div>
        <Button
          type="submit"
          variant="primary"
          disabled={faults.length > 0}
          data-first={fields.length === 0 || undefined}
        >
          {texts.run}
        </Button>
      </DialogFoot>
    </form>
  )
}

/** Tells whether a run would find its result in the cache, and if not, why. */
function Forecast({ analyser, config, videoIds }: Omit<ConfigFormProps, 'onStarted'> & { config: Config }) {
  const [settled] = useDebouncedValue(config, 200)
  const [only] = videoIds
  const { data } = useQuery({
    ...api.analyses.explain.queryOptions({
      input: { video_id: only ?? '', request: { analyser: analyser.name, config: settled } },
    }),
    enabled: videoIds.length === 1,
  })
  if (videoIds.length > 1) return texts.cachedTakesAreSkipped(formatCount(videoIds.length, 'take'))
  if (!data) return null
  return (
    <>
      {explanationLine(data)}
      {data.reason === 'config_differs' && data.differences && (
        <Differences differences={data.differences} analyser={analyser} />
      )}
    </>
  )
}

interface FieldRowProps {
  field: ConfigField
  value: Json | undefined
  isFirst: boolean
  onChange: (value: Json) => void
}

/** A setting of an analyser, with its label and hint. */
export function FieldRow({ field, value, isFirst, onChange }: FieldRowProps) {
  const hintId = useId()
  return (
    <Field label={field.label} isBeside hint={field.hint} hintId={hintId}>
      <span className={styles.value}>
        <Control
          field={field}
          value={value}
          onChange={onChange}
          data-first={isFirst || undefined}
          aria-describedby={field.hint && hintId}
        />
        {field.kind === 'number' && (
          <span className={styles.unit} aria-hidden>
            {field.unit}
          </span>
        )}
      </span>
    </Field>
  )
}

interface ControlProps extends Omit<FieldRowProps, 'isFirst'> {
  'aria-describedby': string | undefined
  'data-first': true | undefined
}

function Control({ field, value, onChange, ...shared }: ControlProps) {
  switch (field.kind) {
    case 'number':
      return (
        <input
          {...shared}
          type="number"
          step={field.step ?? (field.isWhole ? 1 : 'any')}
          min={field.min ?? field.above}
          max={field.max ?? field.below}
          aria-invalid={faultOf(field, value) !== null}
          defaultValue={typeof value === 'number' ? value : ''}
          onChange={(event) => onChange(event.currentTarget.valueAsNumber)}
        />
      )
    case 'switch':
      return (
        <input
          {...shared}
          type="checkbox"
          checked={value === true}
          onChange={(event) => onChange(event.currentTarget.checked)}
        />
      )
    case 'text':
      return (
        <input
          {...shared}
          type="text"
          value={typeof value === 'string' ? value : ''}
          onChange={(event) => onChange(event.currentTarget.value)}
        />
      )
    case 'choice':
      return (
        <select
          {...shared}
          value={String(value)}
          onChange={(event) => onChange(field.choices[event.currentTarget.selectedIndex] ?? null)}
        >
          {field.choices.map((choice) => (
            <option key={choice}>{choice}</option>
          ))}
        </select>
      )
  }
}
