import { isActive, type Job } from '../../../shared/contract/jobs.ts'
import { formatCount, formatTimeLeft } from '../../../shared/units.ts'

const seconds = (value: number) => value.toFixed(1)

/** Activity of a job whose total is not known yet. */
const looking: Partial<Record<Job['kind'], string>> = { import: 'scanning folders', find_copies: 'scanning folders' }

function progressOf(job: Job): string {
  if (job.unit === 'seconds')
    return job.total === null ? `${seconds(job.done)} s` : `${seconds(job.done)} of ${seconds(job.total)} s of video`
  if (job.total === null) {
    const through = job.done >= 1 && `${formatCount(Math.floor(job.done), 'file')} so far`
    return [through, looking[job.kind] ?? 'starting'].filter(Boolean).join(' · ')
  }
  return `${formatCount(job.done)} of ${formatCount(job.total, job.kind === 'stage' ? 'stage' : 'file')}`
}

function speedOf(job: Job, rate: number): string | null {
  if (job.unit === 'seconds') return `${rate.toFixed(1)}×`
  return rate >= 1 ? `${formatCount(rate)} a second` : null
}

/**
 * Returns the progress of a running job: `6,214 of 10,000 files · 158 a second · 24 s left`. `rate` is in units per
 * second.
 */
export function progressLabel(job: Job, rate: number | null): string {
  if (job.is_paused) return `paused · ${progressOf(job)}`
  if (job.state === 'queued') return 'waiting to start'
  const left = rate && job.total !== null ? (job.total - job.done) / rate : null
  return [progressOf(job), rate && speedOf(job, rate), left !== null && left > 1 && `${formatTimeLeft(left)} left`]
    .filter(Boolean)
    .join(' · ')
}

/** Returns the result of an ended job. */
export function resultLabel(job: Job): string {
  if (job.state === 'failed') return [job.error?.message ?? 'Failed.', importedLabel(job)].filter(Boolean).join(' · ')
  if (job.state === 'interrupted')
    return job.kind === 'import' ? 'Interrupted when Rushes closed.' : 'Interrupted when Rushes closed. Start it again.'
  return [job.state === 'cancelled' && 'Stopped', importedLabel(job)].filter(Boolean).join(' · ')
}

function importedLabel(job: Job): string | null {
  const isDone = job.state === 'done'
  if (job.kind === 'export_bundle') {
    const exported = job.made + job.cached
    return exported > 0 || isDone ? `${formatCount(exported, 'file')} exported` : null
  }
  if (job.kind === 'archive') return job.moved > 0 || isDone ? `${formatCount(job.moved, 'take')} archived` : null
  if (job.kind === 'import' || job.kind === 'demo' || job.kind === 'import_bundle') {
    const added = (job.added > 0 || isDone) && `${formatCount(job.added)} added`
    const unchanged = job.unchanged > 0 && `${formatCount(job.unchanged)} unchanged`
    return [added, unchanged].filter(Boolean).join(' · ') || null
  }
  if (job.kind === 'proxy' || job.kind === 'backup') return isDone ? 'Ready' : null
  if (job.kind === 'verify' && job.made > 0)
    return `${formatCount(job.done, 'file')} verified · ${formatCount(job.made)} repaired`
  if (['verify', 'reread', 'facts', 'perceptual_hash'].includes(job.kind))
    return job.done > 0 ? `${formatCount(job.done, 'file')} read` : null
  if (job.kind === 'find_copies') return job.done > 0 ? `${formatCount(job.done, 'file')} scanned` : null
  if (job.kind === 'empty_trash' || job.kind === 'clear_previews')
    return job.done > 0 ? `${formatCount(job.done - job.failed)} deleted` : null
  if (job.kind === 'clean_up' && isDone && job.moved === 0)
    return job.done > 0 ? `${formatCount(job.done, 'file')} deleted from the cache` : 'Nothing to clean up'
  if (job.kind === 'clean_up') return job.moved > 0 ? `${formatCount(job.moved, 'take')} moved to the trash` : null
  if (job.kind === 'relink_folder') return job.moved > 0 || isDone ? `${formatCount(job.moved, 'file')} relinked` : null
  const made = job.made > 0 && `${formatCount(job.made)} created`
  const cached = job.cached > 0 && `${formatCount(job.cached)} cached`
  return [made, cached].filter(Boolean).join(' · ') || null
}

/** Names of a job while it is running and after it has ended. */
const names: Record<Job['kind'], (title: string) => [running: string, ended: string]> = {
  import: () => ['Importing', 'Import'],
  proxy: (title) => [`Creating a proxy of ${title}`, `Proxy of ${title}`],
  analysis: (title) => [`Analysing ${title}`, `Analysis of ${title}`],
  processing: (title) => [`Creating ${title}`, title],
  verify: (title) => [`Verifying ${title}`, `Verification of ${title}`],
  reread: () => ['Re-reading generation details', 'Generation details'],
  facts: () => ['Reading facts', 'Facts'],
  perceptual_hash: () => ['Scanning for similar takes', 'Similarity scan'],
  find_copies: (title) => [`Scanning ${title} for copies`, `Copies in ${title}`],
  trash_copies: () => ['Moving copies to the trash', 'Copies moved to the trash'],
  restore_copies: () => ['Restoring copies', 'Copies restored'],
  backup: () => ['Backing up the library', 'Backup'],
  empty_trash: () => ['Deleting from the trash', 'Deleted from the trash'],
  demo: () => ['Adding the demo', 'Demo'],
  stage: (title) => [`Running ${title}`, `Run of ${title}`],
  upload: (title) => [`Copying ${title} to the bucket`, `Copy of ${title} in the bucket`],
  sidecars: (title) => [`Writing sidecars of ${title}`, `Sidecars of ${title}`],
  archive: (title) => [`Archiving “${title}”`, `Archive of “${title}”`],
  fetch: (title) => [`Fetching ${title} back`, `Fetched ${title}`],
  export_bundle: () => ['Exporting a bundle', 'Export'],
  import_bundle: () => ['Importing a bundle', 'Import of a bundle'],
  clean_up: (title) => [`Running “${title}”`, `“${title}”`],
  relink_folder: (title) => [`Relinking ${title}`, `Relink of ${title}`],
  clear_previews: () => ['Deleting previews', 'Previews deleted'],
  compact: () => ['Compacting the database', 'Database compacted'],
  timeline: (title) => [`Extracting frames of ${title}`, `Timeline of ${title}`],
}

/** Returns the name of a job, the start of its line. */
export function jobName(job: Job): string {
  const [running, ended] = names[job.kind](job.title)
  return isActive(job.state) ? running : ended
}

/** Returns the state of a job as a label. */
export function stateOf(job: Job): string {
  return job.is_paused && isActive(job.state) ? 'paused' : stateLabels[job.state]
}

const stateLabels: Record<Job['state'], string> = {
  queued: 'waiting',
  running: 'running',
  done: 'done',
  failed: 'failed',
  cancelled: 'stopped',
  interrupted: 'interrupted',
}
