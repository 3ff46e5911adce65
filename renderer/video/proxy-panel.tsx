import { Progress } from '@mantine/core'
import { isActive, type Job } from '../../shared/contract/jobs.ts'
import type { VideoDetails } from '../../shared/contract/videos.ts'
import { mediaUrl } from '../client.ts'
import blank from '../components/blank.module.css'
import { errorWords } from '../components/error-words.ts'
import { codecName } from './codec-name.ts'
import classes from './panel.module.css'
import { Panel } from './panel.tsx'
import { progressOf } from './proxy-progress.ts'
import { type ProxyJob, useProxyJob } from './use-proxy-job.ts'

/** For a video that this window cannot decode: offers a copy that plays, and shows it being made. */
export function ProxyPanel({ video, onReady }: { video: VideoDetails; onReady: () => void }) {
  const proxy = useProxyJob(video.id, onReady)
  const codec = codecName(video.codec)
  const poster = mediaUrl.poster(video)
  const { job } = proxy
  if (job && (isActive(job.state) || proxy.isReady))
    return (
      <Panel title={job.state === 'queued' ? 'The proxy waits for its turn' : 'Making a proxy'} poster={poster}>
        <Running job={job} onCancel={proxy.cancel} />
      </Panel>
    )
  const failure = proxy.error ? errorWords(proxy.error) : failureOf(job)
  return (
    <Panel
      title={codec ? `This window cannot play ${codec}.` : 'This window cannot play this video.'}
      text={failure ? <Failure message={failure} /> : explanation}
      poster={poster}
    >
      <MakeButton proxy={proxy} again={failure !== null} />
    </Panel>
  )
}

const explanation = 'A proxy is a copy that plays here, kept in the library’s cache. The file itself stays as it is.'

function MakeButton({ proxy, again }: { proxy: ProxyJob; again: boolean }) {
  return (
    <button type="button" className={blank.primary} onClick={proxy.make} disabled={proxy.isStarting}>
      {again ? 'Try again' : 'Make a proxy'}
    </button>
  )
}

function Failure({ message }: { message: string }) {
  return (
    <div role="alert">
      <p>The proxy could not be made.</p>
      <pre className={classes.detail}>{message}</pre>
    </div>
  )
}

function failureOf(job: Job | undefined): string | null {
  if (job?.state === 'interrupted') return 'Rushes was closed before it was done.'
  if (job?.state !== 'failed') return null
  return job.error?.message ?? 'No reason was given.'
}

function Running({ job, onCancel }: { job: Job; onCancel: () => void }) {
  const { percent, words } = progressOf(job)
  return (
    <>
      <Progress.Root size={4} className={classes.progress ?? ''}>
        <Progress.Section value={percent} aria-label="Proxy" />
      </Progress.Root>
      <span className={classes.words} role="status">
        {words}
      </span>
      <button type="button" className={blank.button} onClick={onCancel}>
        Cancel
      </button>
    </>
  )
}
