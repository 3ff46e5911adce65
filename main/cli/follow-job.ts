import progressBar, { type GenericFormatter, Presets, SingleBar } from 'cli-progress'
import type { CoreEvent } from '../../shared/contract/events.ts'
import type { Client } from '../../shared/contract/index.ts'
import { isActive, type Job, type WorkingFile } from '../../shared/contract/jobs.ts'
import { errorKinds, isErrorCode, RushesError } from '../../shared/errors.ts'
import { formatCount } from '../../shared/units.ts'
import { allItems } from './job-items.ts'
import { say } from './output.ts'
import { progressLine } from './progress-line.ts'

/**
 * Starts a job and waits until it ends, with a progress bar if standard error is a terminal. Ctrl C cancels the job,
 * which then ends by itself; a second Ctrl C ends the program.
 */
export async function followJob(client: Client, start: () => Promise<Job>): Promise<Job> {
  const done = new AbortController()
  try {
    const events = await client.events.subscribe(undefined, { signal: done.signal })
    return await followTo(client, await start(), events)
  } finally {
    // An open stream of a server would keep the program alive.
    done.abort()
  }
}

async function followTo(client: Client, started: Job, events: AsyncIterable<CoreEvent>): Promise<Job> {
  let job = started
  const cancel = () => {
    process.once('SIGINT', () => process.exit(130))
    void client.jobs.cancel({ id: job.id })
  }
  process.once('SIGINT', cancel)
  process.once('SIGTERM', cancel)
  const bar = createBar(job)
  try {
    // A job that ended before this loop started sends no further events.
    for await (const event of isActive(job.state) ? events : []) {
      if (event.type !== 'progress' || event.job.id !== job.id) continue
      job = event.job
      bar?.setTotal(Math.max(job.total ?? 0, 1))
      bar?.update(job.done, { job, working: event.working } satisfies Shown)
      if (!isActive(job.state)) break
    }
    return await client.jobs.get({ id: job.id })
  } finally {
    bar?.stop()
    process.off('SIGINT', cancel)
    process.off('SIGTERM', cancel)
  }
}

/** Throws the error of a failed job. @throws RushesError with the code of that error. */
function requireNotFailed(job: Job): void {
  if (job.state !== 'failed') return
  const { code, message } = job.error ?? { code: 'INTERNAL', message: 'The job failed.' }
  throw new RushesError(isErrorCode(code) ? code : 'INTERNAL', message)
}

/**
 * Ends the command as the job ended: sets an exit code and prints a sentence if it was cancelled or files failed; if
 * one failed because the disk is full, the code is that of a full disk.
 * @throws RushesError with the code of the job's error if the job failed.
 */
export async function endAs(client: Client, job: Job, setExitCode: (code: number) => void): Promise<void> {
  requireNotFailed(job)
  if (job.state === 'cancelled') {
    say(`Cancelled. ${kept[job.kind]}.`)
    setExitCode(errorKinds.CANCELLED.exitCode)
  } else if (job.failed > 0) {
    const done = participles[job.kind] ?? 'read or analysed'
    const isFull = await hasFilledDisk(client, job)
    const because = isFull ? ': the disk is full' : ''
    say(`${formatCount(job.failed, 'file')} could not be ${done}${because}.`)
    setExitCode(errorKinds[isFull ? 'DISK_FULL' : 'FILE_UNREADABLE'].exitCode)
  }
}

/** Returns whether a file of a job failed because the disk is full. */
async function hasFilledDisk(client: Client, { id }: Job): Promise<boolean> {
  const failed = await allItems(client, id, 'failed')
  return failed.some(({ error }) => error?.code === 'DISK_FULL')
}

/** Past participles for “2 files could not be …”, by the kind of job. */
const participles: Partial<Record<Job['kind'], string>> = {
  import: 'imported',
  demo: 'imported',
  export_bundle: 'exported',
  import_bundle: 'imported',
  trash_copies: 'moved to the trash',
  restore_copies: 'restored',
  empty_trash: 'deleted',
  clean_up: 'removed',
  relink_folder: 'relinked',
  archive: 'archived',
  sidecars: 'described in a sidecar',
}

/** Sentences that say which results of a cancelled job are kept. */
const kept: Record<Job['kind'], string> = {
  import: 'Files imported so far stay in the library',
  proxy: 'No file was saved',
  analysis: 'Analyses finished so far are kept',
  processing: 'No file was saved',
  verify: 'Files verified so far are recorded',
  reread: 'Details read so far are kept',
  facts: 'Facts read so far are kept',
  perceptual_hash: 'Hashes computed so far are kept',
  find_copies: 'Copies found so far are kept',
  trash_copies: 'Copies moved so far can be restored',
  restore_copies: 'The other copies stay in the trash',
  backup: 'No backup was created',
  empty_trash: 'What was not deleted yet stays in the trash',
  timeline: 'No frames were saved',
  demo: 'Takes added so far stay in the library',
  stage: 'Checkpoints of stages that finished are kept',
  upload: 'Copies that were verified stay in the bucket',
  fetch: 'Files that were fetched stay in the library',
  export_bundle: 'Export to the same path again to continue',
  import_bundle: 'Takes imported so far stay in the library; import it again to continue',
  clear_previews: 'Previews deleted so far are made again when they are needed',
  clean_up: 'Takes removed so far are in the trash',
  relink_folder: 'Files relinked so far stay so',
  sidecars: 'Sidecars written so far stay',
  archive: 'Takes archived so far stay in the archive; the others keep their files',
  compact: 'The database is as it was, or compacted if that had begun',
}

interface Shown {
  job: Job
  working: readonly WorkingFile[]
}

function createBar(job: Job): SingleBar | undefined {
  if (!process.stderr.isTTY) return undefined
  const format: GenericFormatter = (options, { eta, progress }, { job, working }: Shown) => {
    const line = progressLine(job, working)
    // Without a total there is no fraction to draw.
    if (job.total === null) return line
    return `${progressBar.Format.BarFormat(progress, options)} ${progressBar.Format.TimeFormat(eta, options, 5)} left · ${line}`
  }
  const bar = new SingleBar({ format, stream: process.stderr, hideCursor: true, etaBuffer: 50 }, Presets.shades_classic)
  bar.start(1, 0, { job, working: [] } satisfies Shown)
  return bar
}
