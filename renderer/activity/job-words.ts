import { isActive, type Job } from '../../shared/contract/jobs.ts'
import { formatCount, formatTimeLeft } from '../../shared/units.ts'

const seconds = (value: number) => value.toFixed(1)

/** What a job does before it knows how much there is to do. */
const looking: Partial<Record<Job['kind'], string>> = { import: 'looking for files', find_copies: 'looking for files' }

function progressOf(job: Job): string {
  if (job.unit === 'seconds')
    return job.total === null ? `${seconds(job.done)} s` : `${seconds(job.done)} of ${seconds(job.total)} s of video`
  if (job.total === null) {
    const through = job.done >= 1 && `${formatCount(Math.floor(job.done), 'file')} so far`
    return [through, looking[job.kind] ?? 'beginning'].filter(Boolean).join(' · ')
  }
  return `${formatCount(job.done)} of ${formatCount(job.total, 'file')}`
}

function speedOf(job: Job, rate: number): string | null {
  if (job.unit === 'seconds') return `${rate.toFixed(1)}×`
  return rate >= 1 ? `${formatCount(rate)} a second` : null
}

/** What a running job says about itself: `6,214 of 10,000 files · 158 a second · 24 s left`. `rate` is in units a second. */
export function progressWords(job: Job, rate: number | null): string {
  if (job.is_paused) return `paused · ${progressOf(job)}`
  if (job.state === 'queued') return 'waiting for its turn'
  const left = rate && job.total !== null ? (job.total - job.done) / rate : null
  return [progressOf(job), rate && speedOf(job, rate), left !== null && left > 1 && `${formatTimeLeft(left)} left`]
    .filter(Boolean)
    .join(' · ')
}

/** What an ended job leaves to say. */
export function resultWords(job: Job): string {
  if (job.state === 'failed') return job.error?.message ?? 'It failed.'
  if (job.state === 'interrupted')
    return job.kind === 'import'
      ? 'It was cut off when Rushes ended.'
      : 'It was cut off when Rushes ended. Start it again when you like.'
  return [job.state === 'cancelled' && 'Stopped', broughtWords(job)].filter(Boolean).join(' · ')
}

function broughtWords(job: Job): string | null {
  const isDone = job.state === 'done'
  if (job.kind === 'import') {
    const added = (job.added > 0 || isDone) && `${formatCount(job.added)} added`
    const unchanged = job.unchanged > 0 && `${formatCount(job.unchanged)} unchanged`
    return [added, unchanged].filter(Boolean).join(' · ') || null
  }
  if (job.kind === 'proxy') return isDone ? 'Ready' : null
  if (['verify', 'reread', 'perceptual_hash'].includes(job.kind))
    return job.done > 0 ? `${formatCount(job.done, 'file')} read` : null
  if (job.kind === 'find_copies') return job.done > 0 ? `${formatCount(job.done, 'file')} looked at` : null
  const made = job.made > 0 && `${formatCount(job.made)} made`
  const cached = job.cached > 0 && `${formatCount(job.cached)} cached`
  return [made, cached].filter(Boolean).join(' · ') || null
}

/** The name of what a job does while it does it, and afterwards. */
const names: Record<Job['kind'], (title: string) => [running: string, ended: string]> = {
  import: () => ['Importing', 'Import'],
  proxy: (title) => [`Making a proxy of ${title}`, `Proxy of ${title}`],
  analysis: (title) => [`Analysing ${title}`, `Analysis of ${title}`],
  processing: (title) => [`Making ${title}`, title],
  verify: (title) => [`Verifying ${title}`, `Verification of ${title}`],
  reread: () => ['Reading again how takes were made', 'How takes were made'],
  perceptual_hash: () => ['Looking at takes for duplicates', 'How takes look'],
  find_copies: (title) => [`Looking for copies in ${title}`, `Copies in ${title}`],
  trash_copies: () => ['Comparing copies and taking them to the trash', 'Copies to the trash'],
  restore_copies: () => ['Putting copies back', 'Copies put back'],
}

/** The name of what a job does, as the line begins. */
export function jobName(job: Job): string {
  const [running, ended] = names[job.kind](job.title)
  return isActive(job.state) ? running : ended
}

/** How the state of a job reads in the list of jobs. */
export function stateOf(job: Job): string {
  return job.is_paused && isActive(job.state) ? 'paused' : stateWords[job.state]
}

const stateWords: Record<Job['state'], string> = {
  queued: 'waiting',
  running: 'running',
  done: 'done',
  failed: 'failed',
  cancelled: 'stopped',
  interrupted: 'cut off',
}
