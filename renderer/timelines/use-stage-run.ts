import { useQuery } from '@tanstack/react-query'
import { useEffect, useState } from 'react'
import { isActive, type Job } from '../../shared/contract/jobs.ts'
import type { JsonObject } from '../../shared/json-object.ts'
import { api, client } from '../client.ts'
import { errorMessage } from '../components/error-message.ts'
import { followStarted } from '../state/started-jobs.ts'

/** A stage with its settings, or a pipeline, to run on a checkpoint. */
export type RunRequest = { checkpoint_id: string } & (
  | { stage: string; config: JsonObject }
  | { pipeline: string; config: Record<string, JsonObject> }
)

/** The run that was asked for last. */
export interface StageRun {
  start: (request: RunRequest) => void
  /** The job while it runs, or why it ended without a result. */
  job: Job | undefined
  error: string | null
}

function call(request: RunRequest) {
  return 'stage' in request ? client.stages.run(request) : client.stages.runPipeline(request)
}

/** Runs stages and selects the checkpoint of the result: at once if it is cached, else when the job has ended. */
export function useStageRun(select: (checkpointId: string) => void): StageRun {
  const [running, setRunning] = useState<{ request: RunRequest; jobId: string }>()
  const [error, setError] = useState<string | null>(null)
  const { data } = useQuery({
    ...api.jobs.get.queryOptions({ input: { id: running?.jobId ?? '' } }),
    enabled: running !== undefined,
  })
  const job = running && data?.id === running.jobId ? data : undefined
  const start = (request: RunRequest) => {
    setError(null)
    call(request).then(
      async ({ checkpoint_id, job_id }) => {
        setRunning(job_id === null ? undefined : { request, jobId: job_id })
        if (checkpoint_id !== null) select(checkpoint_id)
        else if (job_id !== null) followStarted(await client.jobs.get({ id: job_id }), [])
      },
      (failure) => setError(errorMessage(failure)),
    )
  }
  const isDone = job?.state === 'done'
  useEffect(() => {
    if (!isDone || !running) return
    setRunning(undefined)
    // The result is cached now.
    call(running.request).then(
      ({ checkpoint_id }) => checkpoint_id !== null && select(checkpoint_id),
      (failure) => setError(errorMessage(failure)),
    )
  }, [isDone, running, select])
  return { start, job: job && (isActive(job.state) || job.state === 'failed') ? job : undefined, error }
}
