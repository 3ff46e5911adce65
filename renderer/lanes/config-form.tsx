import { useDebouncedValue } from '@mantine/hooks'
import { useQuery } from '@tanstack/react-query'
import { type FormEvent, useEffect, useId, useMemo, useRef, useState } from 'react'
import type { Analyser } from '../../shared/contract/analysers.ts'
import { formatCount } from '../../shared/units.ts'
import { api, client } from '../client.ts'
import blank from '../components/blank.module.css'
import { showError } from '../components/notice.tsx'
import { followStarted } from '../state/started.ts'
import styles from './analyse-menu.module.css'
import { type Field, faultOf, fieldsOf } from './config-fields.ts'
import { Differences } from './differences.tsx'
import { explanationLine } from './explanation-words.ts'

type Config = Analyser['defaults']
type Json = Config[string]

interface ConfigFormProps {
  analyser: Analyser
  videoIds: readonly string[]
  onStarted: () => void
}

/** The settings of an analyser, made from its JSON Schema, and whether their result is there already. */
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
      <div className={styles.foot}>
        <div role="status">{faults[0] ?? <Forecast analyser={analyser} config={config} videoIds={videoIds} />}</div>
        <button
          type="submit"
          className={blank.primary}
          disabled={faults.length > 0}
          data-first={fields.length === 0 || undefined}
        >
          Run
        </button>
      </div>
    </form>
  )
}

/** What a run would do: find what is cached, or why it is not. */
function Forecast({ analyser, config, videoIds }: Omit<ConfigFormProps, 'onStarted'> & { config: Config }) {
  const [settled] = useDebouncedValue(config, 200)
  const [only] = videoIds
  const { data } = useQuery({
    ...api.analyses.explain.queryOptions({
      input: { video_id: only ?? '', request: { analyser: analyser.name, config: settled } },
    }),
    enabled: videoIds.length === 1,
  })
  if (videoIds.length > 1) return `${formatCount(videoIds.length, 'take')}; what is cached is not run.`
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
  field: Field
  value: Json | undefined
  isFirst: boolean
  onChange: (value: Json) => void
}

function FieldRow({ field, value, isFirst, onChange }: FieldRowProps) {
  const id = useId()
  const shared = {
    id,
    'data-first': isFirst || undefined,
    'aria-describedby': field.hint ? `${id}-hint` : undefined,
  }
  return (
    <div className={styles.field}>
      <label htmlFor={id}>{field.label}</label>
      <span className={styles.value}>
        {field.kind === 'number' && (
          <>
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
            <span className={styles.unit}>{field.unit}</span>
          </>
        )}
        {field.kind === 'switch' && (
          <input
            {...shared}
            type="checkbox"
            checked={value === true}
            onChange={(event) => onChange(event.currentTarget.checked)}
          />
        )}
        {field.kind === 'text' && (
          <input
            {...shared}
            type="text"
            value={typeof value === 'string' ? value : ''}
            onChange={(event) => onChange(event.currentTarget.value)}
          />
        )}
        {field.kind === 'choice' && (
          <select
            {...shared}
            value={String(value)}
            onChange={(event) => onChange(field.choices[event.currentTarget.selectedIndex] ?? null)}
          >
            {field.choices.map((choice) => (
              <option key={choice}>{choice}</option>
            ))}
          </select>
        )}
      </span>
      {field.hint && <small id={`${id}-hint`}>{field.hint}</small>}
    </div>
  )
}
