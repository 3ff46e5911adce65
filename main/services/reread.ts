import type { Job } from '../../shared/contract/jobs.ts'
import { describeFileError } from '../../shared/errors.ts'
import { parserVersion } from '../../shared/generation/reading.ts'
import type { Core } from '../core.ts'
import { countNeverRead, countOutdated, listNeverRead, listOutdated } from '../database/embedded.ts'
import { contentAt } from '../ingest/content-at.ts'
import { readGeneration } from '../ingest/read-generation.ts'
import { readKept } from '../ingest/read-kept.ts'
import { recordGeneration } from '../ingest/record-generation.ts'
import type { RunningJob } from '../jobs/running-job.ts'
import { probe } from '../media/ffprobe.ts'
import { absolutePath } from '../storage/layout.ts'

/**
 * Starts the job that reads again how videos were made: what an older version of the parsers read, out of the texts that were
 * kept of it, wherever the files are now; and, unless `only` the outdated ones are asked for, the files of videos that nobody has
 * looked into, as those are that another program recorded. Null where there is nothing to do.
 */
export async function startReread(core: Core, only?: 'outdated'): Promise<Job | null> {
  const outdated = await countOutdated(core.db, parserVersion)
  const neverRead = only === 'outdated' ? 0 : await countNeverRead(core.db)
  const total = outdated + neverRead
  if (total === 0) return null
  return await core.jobs.start({ kind: 'reread', title: 'how takes were made', unit: 'files', total }, async (job) => {
    const onDone = counter(job, total)
    await parseOutdated(core, job, onDone)
    if (neverRead > 0) await readNeverRead(core, job, onDone)
  })
}

const atOnce = 100

function counter(job: RunningJob, total: number): () => void {
  let done = 0
  return () => {
    done += 1
    job.progress(done, Math.max(done, total))
  }
}

async function parseOutdated(core: Core, job: RunningJob, onDone: () => void): Promise<void> {
  for (;;) {
    const rows = await listOutdated(core.db, parserVersion, atOnce)
    if (rows.length === 0) return
    for (const row of rows) {
      await job.unpaused()
      if (job.signal.aborted) return
      // Whatever comes of it, it is of this version then, and not tried for ever.
      const read = await readKept(core, row, { signal: job.signal })
      await core.write((db, touch) => recordGeneration(core, db, touch, row.file_hash, read))
      onDone()
    }
  }
}

async function readNeverRead(core: Core, job: RunningJob, onDone: () => void): Promise<void> {
  let last = 0
  for (;;) {
    const videos = await listNeverRead(core.db, last, atOnce)
    if (videos.length === 0) return
    for (const video of videos) {
      await job.unpaused()
      if (job.signal.aborted) return
      last = video.rowid
      await readFile(core, video, job)
      onDone()
    }
  }
}

/** A file that is not there is remembered as missing; one that cannot be read is noted, and the others go on. */
async function readFile(
  core: Core,
  { id, file_hash, file_path }: { id: string; file_hash: string; file_path: string },
  job: RunningJob,
): Promise<void> {
  const { signal } = job
  const path = absolutePath(core.layout, file_path)
  try {
    const content = await contentAt(core, path, { signal, expected: file_hash })
    // Somebody wrote over it: what the file says now is of another content.
    if (content.file_hash !== file_hash) return
    const answer = await probe((await core.tools.ffprobe()).path, path, { signal })
    const read = await readGeneration(core, { path, bytes: path, file_hash, answer, signal })
    await core.write((db, touch) => recordGeneration(core, db, touch, file_hash, read))
  } catch (error) {
    if (signal.aborted) return
    const { code, message } = describeFileError(error, path)
    job.item({ path, outcome: 'failed', video_id: id, error: { code, message } })
  }
}
