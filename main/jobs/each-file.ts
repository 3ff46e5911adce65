import { describeFileError } from '../../shared/errors.ts'
import type { ItemResult, RunningJob } from './running-job.ts'

/** A file that a job works on. */
export interface JobFile {
  path: string
  video_id?: string
}

/**
 * Works on the files of a job, `atOnce` side by side, and pauses or cancels between two of them. `work` is shown as
 * working on the file; what it throws is recorded as the failure of that file, and the others go on.
 */
export async function eachFile<File extends JobFile>(
  job: RunningJob,
  files: Iterable<File> | AsyncIterable<File>,
  work: (file: File, onFraction: (fraction: number) => void) => Promise<void>,
  atOnce = 1,
): Promise<void> {
  const workOn = async (file: File) => {
    try {
      await job.file(file.path, (onFraction) => work(file, onFraction))
    } catch (error) {
      if (job.signal.aborted) return
      job.item(failureOf(error, file))
    }
    job.advance(1)
  }
  await eachStep(job, files, workOn, atOnce)
}

/**
 * Runs the steps of a job, `atOnce` side by side, and pauses or cancels between two of them. A step that throws ends
 * the job once the steps that run have ended.
 */
export async function eachStep<Step>(
  job: RunningJob,
  steps: Iterable<Step> | AsyncIterable<Step>,
  work: (step: Step) => Promise<void>,
  atOnce = 1,
): Promise<void> {
  const remaining = Symbol.asyncIterator in steps ? steps[Symbol.asyncIterator]() : steps[Symbol.iterator]()
  let hasFailed = false
  const mayContinue = async () => {
    await job.unpaused()
    return !job.signal.aborted && !hasFailed
  }

  async function run(): Promise<void> {
    while (await mayContinue()) {
      const next = await remaining.next()
      // To find the next step can take a while, in which the job may have been paused.
      if (next.done || !(await mayContinue())) return
      await work(next.value)
    }
  }

  const runs = Array.from({ length: atOnce }, () =>
    run().catch((error) => {
      hasFailed = true
      throw error
    }),
  )
  await settleAll(runs)
}

/** Waits for all promises, then throws the first error, so that no work is left running. */
export async function settleAll(promises: readonly Promise<void>[]): Promise<void> {
  for (const result of await Promise.allSettled(promises)) if (result.status === 'rejected') throw result.reason
}

/** Yields the rows of a list that may be too long to hold; `readPage` is told the last row of the page before. */
export async function* eachRow<Row>(readPage: (last: Row | undefined) => Promise<Row[]>): AsyncGenerator<Row> {
  let page = await readPage(undefined)
  while (page.length > 0) {
    yield* page
    page = await readPage(page.at(-1))
  }
}

/** Ignores that a file is missing, where that is a result and not a failure. @throws any other error. */
export function ignoreMissing(error: unknown): void {
  if (describeFileError(error, '').code !== 'FILE_MISSING') throw error
}

/** Returns the item of a file that failed with `error`. What a tool wrote to standard error becomes its detail. */
function failureOf(error: unknown, { path, video_id }: JobFile): ItemResult {
  const { code, message, data } = describeFileError(error, path)
  const detail = typeof data?.stderr === 'string' ? data.stderr.trim() : ''
  return {
    path,
    outcome: 'failed',
    ...(video_id !== undefined && { video_id }),
    error: { code, message, ...(detail && { detail }) },
  }
}
