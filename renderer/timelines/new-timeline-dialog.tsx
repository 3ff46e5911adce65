import { useQuery } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { type FormEvent, useState } from 'react'
import { formatCount } from '../../shared/units.ts'
import { api, client } from '../client.ts'
import { Button } from '../components/button.tsx'
import { Dialog, DialogFoot } from '../components/dialog.tsx'
import { errorMessage } from '../components/error-message.ts'
import { Field } from '../components/field.tsx'
import { closeNewTimeline, useNewTimeline } from '../state/new-timeline.ts'
import styles from './new-timeline-dialog.module.css'
import { texts } from './texts.ts'

/** The dialog for a new timeline of a take. */
export function NewTimelineDialog() {
  const { videoId } = useNewTimeline()
  return (
    <Dialog isOpen={videoId !== null} title={texts.newTimeline} size={440} onClose={closeNewTimeline}>
      {videoId !== null && <NewTimelineForm videoId={videoId} />}
    </Dialog>
  )
}

type Choice = 'fps' | 'scenes' | 'every'

const choices: readonly (readonly [Choice, string])[] = [
  ['fps', texts.atARate],
  ['scenes', texts.atSceneCuts],
  ['every', texts.everyNThFrame],
]

/** The number of each choice: its label, first value and limits, as the contract has them. */
const numbers = {
  fps: { label: texts.framesPerSecond, initial: '2', min: 0.001, max: 240, step: 'any' },
  scenes: { label: texts.differenceAtACut, initial: '0.3', min: 0.01, max: 1, step: 0.01 },
  every: { label: texts.framesToAdvance, initial: '12', min: 1, max: 1_000_000, step: 1 },
} as const

function NewTimelineForm({ videoId }: { videoId: string }) {
  const { data: video } = useQuery(api.videos.get.queryOptions({ input: { id: videoId } }))
  const [at, setAt] = useState<Choice>('fps')
  const [values, setValues] = useState<Record<Choice, string>>({
    fps: numbers.fps.initial,
    scenes: numbers.scenes.initial,
    every: numbers.every.initial,
  })
  const [profile, setProfile] = useState('')
  const { error, isBusy, start } = useStart()
  const { label, min, max, step } = numbers[at]
  const submit = (event: FormEvent) => {
    event.preventDefault()
    start({ video_id: videoId, ...requestOf(at, Number(values[at])), profile_name: profile.trim() })
  }
  return (
    <form className={styles.form} onSubmit={submit}>
      <p className={styles.name}>{video?.name}</p>
      <Field label={texts.frames} isBeside>
        <select value={at} onChange={(event) => setAt(event.currentTarget.value as Choice)} data-autofocus>
          {choices.map(([value, words]) => (
            <option key={value} value={value}>
              {words}
            </option>
          ))}
        </select>
      </Field>
      <Field label={label} isBeside>
        <input
          type="number"
          required
          {...{ min, max, step }}
          value={values[at]}
          onChange={(event) => setValues({ ...values, [at]: event.currentTarget.value })}
        />
      </Field>
      <Field label={texts.profile} isBeside>
        <input
          type="text"
          placeholder={texts.optional}
          maxLength={300}
          value={profile}
          onChange={(event) => setProfile(event.currentTarget.value)}
        />
      </Field>
      <DialogFoot>
        <div role="status" data-error={error !== null || undefined} className={styles.status}>
          {error ?? (video && expected(at, Number(values[at]), video))}
        </div>
        <Button type="submit" variant="primary" disabled={isBusy}>
          {texts.extractFrames}
        </Button>
      </DialogFoot>
    </form>
  )
}

function requestOf(at: Choice, value: number) {
  return at === 'fps' ? { at, fps: value } : at === 'scenes' ? { at, threshold: value } : { at, every: value }
}

/** Returns about how many frames a choice gives; null if only decoding the video can tell. */
function expected(
  at: Choice,
  value: number,
  video: { duration_seconds: number | null; frame_count: number | null },
): string | null {
  const { duration_seconds: seconds, frame_count: all } = video
  const count = at === 'fps' && seconds !== null ? seconds * value : at === 'every' && all !== null ? all / value : null
  if (count === null || !Number.isFinite(count)) return null
  return texts.about(formatCount(Math.max(1, Math.ceil(Math.min(count, all ?? count))), 'frame'))
}

/** Returns a function that creates a timeline and opens its page, where the frames appear. */
function useStart() {
  const navigate = useNavigate()
  const [error, setError] = useState<string | null>(null)
  const [isBusy, setBusy] = useState(false)
  const start = (request: Parameters<typeof client.timelines.create>[0]) => {
    setBusy(true)
    client.timelines
      .create(request)
      .then(({ timeline_id: id }) => {
        closeNewTimeline()
        void navigate({ to: '/timelines/$id', params: { id } })
      })
      .catch((failure) => {
        setError(errorMessage(failure))
        setBusy(false)
      })
  }
  return { error, isBusy, start }
}
