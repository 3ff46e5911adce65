import progressBar, { type GenericFormatter, Presets, SingleBar } from 'cli-progress'
import type { Client } from '../../shared/contract/index.ts'
import { isActive, type Job, type WorkingFile } from '../../shared/contract/jobs.ts'
import { errorKinds, isErrorCode, RushesError } from '../../shared/errors.ts'
import { formatCount } from '../../shared/units.ts'
import { progressLine } from './progress-line.ts'

/**
 * Starts a job and waits for its end, with a progress bar where standard error is a terminal. Ctrl C cancels the job,
 * which then ends by itself; a second one ends the program.
 */
export async function followJob(client: Client, start: () => Promise<Job>): Promise<Job> {
  const done = new AbortController()
  const events = await client.events.subscribe(undefined, { signal: done.signal })
  let job = await start()
  const cancel = () => {
    process.once('SIGINT', () => process.exit(130))
    void client.jobs.cancel({ id: job.id })
  }
  process.once('SIGINT', cancel)
  process.once('SIGTERM', cancel)
  const bar = createBar(job)
  try {
    // What ended before anybody listened is not told again.
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
    done.abort()
    process.off('SIGINT', cancel)
    process.off('SIGTERM', cancel)
  }
}

/** @throws RushesError what the job failed of. */
export function requireNotFailed(job: Job): void {
  if (job.state !== 'failed') return
  const { code, message } = job.error ?? { code: 'INTERNAL', message: 'The job failed.' }
  throw new RushesError(isErrorCode(code) ? code : 'INTERNAL', message)
}

/**
 * Turns the end of a job into that of the command: an exit code, with a sentence, where it was cancelled or refused files.
 * @throws RushesError what the job failed of.
 */
export function endAs(job: Job, setExitCode: (code: number) => void): void {
  requireNotFailed(job)
  if (job.state === 'cancelled') {
    process.stderr.write(`It was cancelled; ${kept[job.kind]}.\n`)
    setExitCode(errorKinds.CANCELLED.exitCode)
  } else if (job.failed > 0) {
    const what = refused[job.kind] ?? 'read or analysed'
    process.stderr.write(`${formatCount(job.failed, 'file')} could not be ${what}.\n`)
    setExitCode(errorKinds.FILE_UNREADABLE.exitCode)
  }
}

/** What could not be done with a file that was refused. */
const refused: Partial<Record<Job['kind'], string>> = {
  import: 'taken in',
  trash_copies: 'taken to the trash',
  restore_copies: 'put back',
}

/** What a job that is cancelled leaves behind. */
const kept: Record<Job['kind'], string> = {
  import: 'what came in before stays in the library',
  proxy: 'nothing was made',
  analysis: 'what was analysed before is kept',
  processing: 'nothing was made',
  verify: 'what was read before is known',
  reread: 'what was read before is kept',
  perceptual_hash: 'what was hashed before is kept',
  find_copies: 'what was found before is remembered',
  trash_copies: 'what went before can be put back',
  restore_copies: 'the others stay in the trash',
}

interface Shown {
  job: Job
  working: readonly WorkingFile[]
}

function createBar(job: Job): SingleBar | undefined {
  if (!process.stderr.isTTY) return undefined
  const format: GenericFormatter = (options, { eta, progress }, { job, working }: Shown) => {
    const line = progressLine(job, working)
    // A bar would say that there is an end in sight.
    if (job.total === null) return line
    return `${progressBar.Format.BarFormat(progress, options)} ${progressBar.Format.TimeFormat(eta, options, 5)} left · ${line}`
  }
  const bar = new SingleBar({ format, stream: process.stderr, hideCursor: true, etaBuffer: 50 }, Presets.shades_classic)
  bar.start(1, 0, { job, working: [] } satisfies Shown)
  return bar
}
