import { useQuery } from '@tanstack/react-query'
import { type FormEvent, useState } from 'react'
import type { Analyser } from '../../shared/contract/analysers.ts'
import type { CheckpointState } from '../../shared/contract/checkpoints.ts'
import { isActive, type Job } from '../../shared/contract/jobs.ts'
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
import type { RunRequest, StageRun } from './use-stage-run.ts'

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
  const names = [...stages.map(({ name }) => `stage ${name}`), ...pipelines.map(({ name }) => `pipeline ${name}`)]
  const [wanted, setChosen] = useState<string>()
  const chosen = wanted ?? (own ? 'again' : names[0])
  if (chosen === undefined) return null
  const stage = chosen === 'again' ? own : stages.find(({ name }) => chosen === `stage ${name}`)
  return (
    <Section title="Run">
      <div className={styles.run} data-run>
        <Field label="Stage" isBeside>
          <select value={chosen} onChange={(event) => setChosen(event.currentTarget.value)}>
            {own && <option value="again">{own.title}, again</option>}
            {stages.map(({ name, title }) => (
              <option key={name} value={`stage ${name}`}>
                {title}, on this
              </option>
            ))}
            {pipelines.map(({ name, title }) => (
              <option key={name} value={`pipeline ${name}`}>
                Pipeline {title}
              </option>
            ))}
          </select>
        </Field>
        {stage ? (
          <StageForm key={chosen} stage={stage} isAgain={chosen === 'again'} checkpoint={checkpoint} run={run} />
        ) : (
          <Buttons>
            <Button
              variant="primary"
              onClick={() => run.start({ checkpoint_id: checkpoint.id, pipeline: chosen.slice('pipeline '.length) })}
            >
              Run the pipeline
            </Button>
          </Buttons>
        )}
        {run.error && <p role="alert">{run.error}</p>}
        {run.job && <RunState job={run.job} />}
      </div>
    </Section>
  )
}

interface StageFormProps extends RunPanelProps {
  stage: Analyser
  isAgain: boolean
}

/** The settings of a stage, as the checkpoint has them. Enter in a field runs it. */
function StageForm({ stage, isAgain, checkpoint, run }: StageFormProps) {
  const kept = jsonObjectSchema.safeParse(checkpoint.config_overrides[stage.name])
  const [config, setConfig] = useState<JsonObject>({ ...stage.defaults, ...(kept.success && kept.data) })
  const [asked, setAsked] = useState<RunRequest>()
  const fields = fieldsOf(stage)
  const fault = fields.flatMap((field) => faultOf(field, config[field.key]) ?? [])[0]
  const submit = (event: FormEvent) => {
    event.preventDefault()
    if (fault !== undefined) return
    const at = isAgain ? checkpoint.parent_id : checkpoint.id
    const request = { checkpoint_id: at ?? checkpoint.id, stage: stage.name, config }
    if (stage.program && !stage.program.allowed) setAsked(request)
    else run.start(request)
  }
  return (
    <>
      <form className={styles.form} aria-label={stage.title} onSubmit={submit}>
        {fields.map((field) => (
          <FieldRow
            key={field.key}
            field={field}
            value={config[field.key]}
            isFirst={false}
            onChange={(value) => setConfig({ ...config, [field.key]: value })}
          />
        ))}
        {fault !== undefined && <p role="alert">{fault}</p>}
        <Buttons>
          <Button type="submit" variant="primary">
            {isAgain ? 'Run again' : 'Run'}
          </Button>
        </Buttons>
      </form>
      {asked && stage.program && (
        <ConsentDialog
          analyser={stage}
          program={stage.program}
          onAllowed={() => {
            setAsked(undefined)
            run.start(asked)
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
        <p>{job.error?.message ?? 'The stage failed.'}</p>
        {job.error?.detail && <pre className={styles.output}>{job.error.detail}</pre>}
      </div>
    )
  return (
    <div role="status" className={styles.form}>
      <ProgressTrack label="Running" part={job.total && job.total > 1 ? job.done / job.total : null} />
      <Buttons>
        <Button onClick={() => void cancelJob(job)}>Cancel the run</Button>
      </Buttons>
    </div>
  )
}

/** Moves the focus to the settings of the stage. Returns false if no checkpoint is selected. */
export function focusRun(): boolean {
  const panel = document.querySelector('[data-run]')
  const field =
    panel?.querySelector<HTMLElement>('form input, form select') ?? panel?.querySelector<HTMLElement>('select')
  field?.focus()
  if (field instanceof HTMLInputElement) field.select()
  return field !== undefined && field !== null
}
