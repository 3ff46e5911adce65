import { Progress } from '@mantine/core'
import { useEffect, useEffectEvent } from 'react'
import { isActive, type Job } from '../../shared/contract/jobs.ts'
import type { VideoDetails } from '../../shared/contract/videos.ts'
import { mediaUrl } from '../client.ts'
import { Button } from '../components/button.tsx'
import { errorMessage } from '../components/error-message.ts'
import classes from '../components/stage-card.module.css'
import { StageCard } from '../components/stage-card.tsx'
import { isAnimation, videoCodecName } from '../components/takes/format-names.ts'
import { useView } from '../state/view.ts'
import { progressOf } from './proxy-progress.ts'
import { texts } from './texts.ts'
import { type ProxyJob, useProxyJob } from './use-proxy-job.ts'

/**
 * Replaces the player of a video that the browser cannot decode: offers to make a proxy and shows the progress. For an
 * animated image, and if the settings say so, it is made at once.
 */
export function ProxyPanel({ video, onReady }: { video: VideoDetails; onReady: () => void }) {
  const proxy = useProxyJob(video.id, onReady)
  const codec = videoCodecName(video.codec)
  const poster = mediaUrl.poster(video)
  const { job } = proxy
  // An animated image is short, and its kind never plays.
  const isAhead = useView(({ proxiesAhead }) => proxiesAhead) || isAnimation(video.codec)
  const isWanted = isAhead && job === undefined && proxy.error === null
  const make = useEffectEvent(proxy.make)
  useEffect(() => {
    if (isWanted) make()
  }, [isWanted])
  if (job && (isActive(job.state) || proxy.isReady))
    return (
      <StageCard title={job.state === 'queued' ? texts.theProxyIsWaiting : texts.creatingAProxy} poster={poster}>
        <Running job={job} onCancel={proxy.cancel} />
      </StageCard>
    )
  const failure = proxy.error ? errorMessage(proxy.error) : failureOf(job)
  return (
    <StageCard
      title={codec ? texts.cantPlay(codec) : texts.cantPlayThisVideo}
      text={failure ? <Failure message={failure} /> : explanation}
      poster={poster}
    >
      <MakeButton proxy={proxy} again={failure !== null} />
    </StageCard>
  )
}

const explanation = texts.explanationText

function MakeButton({ proxy, again }: { proxy: ProxyJob; again: boolean }) {
  return (
    <Button variant="primary" onClick={proxy.make} disabled={proxy.isStarting}>
      {again ? texts.tryAgain : texts.createProxy}
    </Button>
  )
}

function Failure({ message }: { message: string }) {
  return (
    <div role="alert">
      <p>{texts.couldntCreateTheProxy}</p>
      <pre className={classes.detail}>{message}</pre>
    </div>
  )
}

function failureOf(job: Job | undefined): string | null {
  if (job?.state === 'interrupted') return texts.rushesClosedBeforeIt
  if (job?.state !== 'failed') return null
  return job.error?.message ?? texts.noReasonWasGiven
}

function Running({ job, onCancel }: { job: Job; onCancel: () => void }) {
  const { percent, words } = progressOf(job)
  return (
    <>
      <Progress.Root size={4} className={classes.progress ?? ''}>
        <Progress.Section value={percent} aria-label={texts.proxy} />
      </Progress.Root>
      <span className={classes.words} role="status">
        {words}
      </span>
      <Button onClick={onCancel}>{texts.cancel}</Button>
    </>
  )
}
