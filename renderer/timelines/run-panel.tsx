import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import type { Analyser } from '../../shared/contract/analysers.ts'
import type { CheckpointState } from '../../shared/contract/checkpoints.ts'
import { isActive, type Job } from '../../shared/contract/jobs.ts'
import type { Pipeline } from '../../shared/contract/stages.ts'
import { type JsonObject, jsonObjectSchema } from '../../shared/json-object.ts'
import { api } from '../client.ts'
import { Button } from '../components/button.tsx'
import { Field } from '../components/field.tsx'
import { cancelJob } from '../components/jobs/job-actions.ts'
import { ProgressTrack } from '../components/jobs/progress-track.tsx'
import { faultOf, fieldsOf } from '../components/lanes/config-fields.ts'
import { FieldRow } from '../components/lanes/config-form.tsx'
import { ConsentDialog } from '../components/lanes/consent-dialog.tsx'
import { Buttons } from '../components/panel.tsx'
import { Section } from '../components/section.tsx'
import styles from './run-panel.module.css'
import { texts } from './texts.ts'
import type { StageRun } from './use-stage-run.ts'

interface RunPanelProps {
  checkpoint: CheckpointState
  run: StageRun
}

/**
 * Runs stages of the library. The stage that made the checkpoint comes first, with the settings that it had: run with
 * others, its result is another attempt beside the checkpoint. Other stages and pipelines run on the checkpoint.
 */
export function RunPanel({ checkpoint, run }: RunPanelProps) {
  const analysers = useQuery({ ...api.analysers.list.queryOptions(), staleTime: 0 }).data
  const pipelines = useQuery({ ...api.stages.pipelines.queryOptions(), staleTime: 0 }).data?.items ?? []
  const stages = analysers?.items.filter(({ reads }) => reads === 'frames') ?? []
  const own = checkpoint.parent_id === null ? undefined : stages.find(({ name }) => name === checkpoint.stage_name)
  const names = [...stages.map(({ name }) => `stage:${name}`), ...pipelines.map(({ name }) => `pipeline:${name}`)]
  const [wanted, setChosen] = useState<string>()
  const chosen = wanted ?? (own ? 'again' : names[0])
  if (chosen === undefined) return null
  const pipeline = pipelines.find(({ name }) => chosen === `pipeline:${name}`)
  const stage = chosen === 'again' ? own : stages.find(({ name }) => chosen === `stage:${name}`)
  return (
    <Section title={texts.run}>
      <div className={styles.run} data-run>
        <Field label={texts.stage} isBeside>
          <select value={chosen} onChange={(event) => setChosen(event.currentTarget.value)}>
            {own && <option value="again">{texts.again(own.title)}</option>}
            <optgroup label={texts.onThisCheckpoint}>
              {stages.map(({ name, title }) => (
                <option key={name} value={`stage:${name}`}>
                  {title}
                </option>
              ))}
              {pipelines.map(({ name, title }) => (
                <option key={name} value={`pipeline:${name}`}>
                  {texts.pipeline(title)}
                </option>
              ))}
            </optgroup>
          </select>
        </Field>
        {stage && (
          <RunForm
            key={chosen}
            action={chosen === 'again' ? texts.runAgain : texts.run}
            settings={[{ stage, config: { ...stage.defaults, ...settingsOf(checkpoint, stage) } }]}
            onRun={(configs) => {
              const at = chosen === 'again' ? checkpoint.parent_id : checkpoint.id
              run.start({ checkpoint_id: at ?? checkpoint.id, stage: stage.name, config: configs[stage.name] ?? {} })
            }}
          />
        )}
        {pipeline && (
          <RunForm
            key={chosen}
            action={texts.runThePipeline}
            settings={stagesOf(pipeline, stages)}
            onRun={(config) => run.start({ checkpoint_id: checkpoint.id, pipeline: pipeline.name, config })}
          />
        )}
        {run.error && <p role="alert">{run.error}</p>}
        {run.job && <RunState job={run.job} />}
      </div>
    </Section>
  )
}

/** A stage with the settings to begin with. */
interface StageSettings {
  stage: Analyser
  config: JsonObject
}

/** Returns the settings that a checkpoint has for a stage. */
function settingsOf({ config_overrides }: CheckpointState, { name }: Analyser): JsonObject {
  const kept = jsonObjectSchema.safeParse(config_overrides[name])
  return kept.success ? kept.data : {}
}

/** Returns the stages of a pipeline that the library has, each once, with the settings that it declares. */
function stagesOf(pipeline: Pipeline, stages: readonly Analyser[]): StageSettings[] {
  return stages.flatMap((stage) => {
    const declared = pipeline.stages.find((one) => one.stage === stage.name)
    return declared ? [{ stage, config: { ...stage.defaults, ...declared.config } }] : []
  })
}

interface RunFormProps {
  action: string
  settings: readonly StageSettings[]
  /** Called with the settings by stage, once all stages are allowed. */
  onRun: (configs: Record<string, JsonObject>) => void
}

/** The settings of one stage or of those of a pipeline. Enter in a field runs them. */
function RunForm({ action, settings, onRun }: RunFormProps) {
  const [configs, setConfigs] = useState(() => Object.fromEntries(settings.map((it) => [it.stage.name, it.config])))
  const [allowed, setAllowed] = useState<readonly string[]>([])
  const [asked, setAsked] = useState<Analyser>()
  const faults = settings.flatMap(({ stage }) =>
    fieldsOf(stage).flatMap((field) => faultOf(field, configs[stage.name]?.[field.key]) ?? []),
  )
  /** Asks for the consents that are missing, one after the other, and then runs. */
  const start = (already: readonly string[]) => {
    const next = settings.find(({ stage }) => stage.program && !stage.program.allowed && !already.includes(stage.name))
    setAsked(next?.stage)
    if (!next) onRun(configs)
  }
  return (
    <>
      <form
        className={styles.form}
        aria-label={settings.map(({ stage }) => stage.title).join(', ')}
        onSubmit={(event) => {
          event.preventDefault()
          if (faults.length === 0) start(allowed)
        }}
      >
        {settings.map(({ stage }) => (
          <fieldset key={stage.name}>
            {settings.length > 1 && <legend>{stage.title}</legend>}
            {fieldsOf(stage).map((field) => (
              <FieldRow
                key={field.key}
                field={field}
                value={configs[stage.name]?.[field.key]}
                isFirst={false}
                onChange={(value) =>
                  setConfigs({ ...configs, [stage.name]: { ...configs[stage.name], [field.key]: value } })
                }
              />
            ))}
          </fieldset>
        ))}
        {faults[0] !== undefined && <p role="alert">{faults[0]}</p>}
        <Buttons>
          <Button type="submit" variant="primary">
            {action}
          </Button>
        </Buttons>
      </form>
      {asked?.program && (
        <ConsentDialog
          key={asked.name}
          analyser={asked}
          program={asked.program}
          onAllowed={() => {
            const now = [...allowed, asked.name]
            setAllowed(now)
            start(now)
          }}
          onClose={() => setAsked(undefined)}
        />
      )}
    </>
  )
}

/** The progress of a run, or why it failed, with the last lines that the stage printed. */
function RunState({ job }: { job: Job }) {
  if (!isActive(job.state))
    return (
      <div role="alert">
        <p>{job.error?.message ?? texts.theStageFailed}</p>
        {job.error?.detail && <pre className={styles.output}>{job.error.detail}</pre>}
      </div>
    )
  return (
    <div role="status" className={styles.form}>
      <ProgressTrack label={texts.running} part={job.total && job.total > 1 ? job.done / job.total : null} />
      <Buttons>
        <Button onClick={() => void cancelJob(job)}>{texts.cancelTheRun}</Button>
      </Buttons>
    </div>
  )
}

/** Moves the focus to the settings of the stage. Returns false if no checkpoint is selected. */
export function focusRun(): boolean {
  const panel = document.querySelector('[data-run]')
  const field =
    panel?.querySelector<HTMLElement>(texts.formInputFormSelect) ?? panel?.querySelector<HTMLElement>('select')
  field?.focus()
  if (field instanceof HTMLInputElement) field.select()
  return field !== undefined && field !== null
}
