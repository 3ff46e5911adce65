import type { Job } from '../../shared/contract/jobs.ts'
import { describeFileError, messageOf } from '../../shared/errors.ts'
import { readCredentialsOfModel } from '../../shared/generation/credentials.ts'
import { parserVersion, type RawTag, type TaggedFile } from '../../shared/generation/reading.ts'
import type { Core } from '../core.ts'
import { countNeverRead, countOutdated, listNeverRead, listOutdated, listTags } from '../database/embedded.ts'
import type { EmbeddedMetadataRow, EmbeddedReadingRow } from '../database/tables.ts'
import { contentAt } from '../ingest/content-at.ts'
import { findInputs } from '../ingest/find-inputs.ts'
import { readGeneration } from '../ingest/read-generation.ts'
import { type ReadGeneration, recordGeneration } from '../ingest/record-generation.ts'
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
      if (job.signal.aborted) return
      await parseAgain(core, row, job.signal)
      onDone()
    }
  }
}

/** Whatever comes of it, it is of this version then: what cannot be parsed is noted, and not tried for ever. */
async function parseAgain(core: Core, row: EmbeddedReadingRow, signal: AbortSignal): Promise<void> {
  const tags = await listTags(core.db, row.file_hash)
  const credentials = row.credentials === null ? null : JSON.parse(row.credentials)
  let read: ReadGeneration = { credentials, reading: null, inputs: [], notes: [] }
  try {
    const reading = (await core.parser.parse(taggedFiles(tags))) ?? readCredentialsOfModel(credentials)
    // Where the file was found, which is where its inputs were beside it.
    const path = tags.find(({ source }) => source === 'file')?.path ?? tags[0]?.path ?? core.layout.folder
    const inputs = await findInputs(core, path, reading?.inputs ?? [], signal)
    read = { credentials, reading, inputs, notes: reading?.notes ?? [] }
  } catch (error) {
    signal.throwIfAborted()
    read = { ...read, notes: [`How it was made could not be read: ${messageOf(error)}`] }
  }
  await core.write((db, touch) => recordGeneration(core, db, touch, row.file_hash, read))
}

/** The kept texts by the files that carry them, in the order in which they were believed. */
function taggedFiles(rows: readonly EmbeddedMetadataRow[]): TaggedFile[] {
  const files = new Map<string, TaggedFile & { tags: RawTag[] }>()
  for (const { source, path, key, value } of rows) {
    const file = files.get(path) ?? { source, name: path.split(/[\\/]/).at(-1) ?? path, tags: [] }
    file.tags.push({ key, value })
    files.set(path, file)
  }
  return [...files.values()]
}

async function readNeverRead(core: Core, job: RunningJob, onDone: () => void): Promise<void> {
  let last = 0
  for (;;) {
    const videos = await listNeverRead(core.db, last, atOnce)
    if (videos.length === 0) return
    for (const video of videos) {
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
    const read = await readGeneration(core, { path, bytes: path, answer, signal })
    await core.write((db, touch) => recordGeneration(core, db, touch, file_hash, read))
  } catch (error) {
    if (signal.aborted) return
    const { code, message } = describeFileError(error, path)
    job.item({ path, outcome: 'failed', video_id: id, error: { code, message } })
  }
}
