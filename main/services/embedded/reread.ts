import type { Job } from '../../../shared/contract/jobs.ts'
import { parserVersion } from '../../../shared/generation/reading.ts'
import { withContent } from '../../contents/open-content.ts'
import type { Core } from '../../core.ts'
import { countNeverRead, countOutdated, listNeverRead, listOutdated } from '../../database/embedded.ts'
import { eachFile, eachRow, eachStep, type JobFile } from '../../jobs/each-file.ts'
import type { RunningJob } from '../../jobs/running-job.ts'
import { probe } from '../../media/ffprobe.ts'
import { absolutePath } from '../../storage/absolute-path.ts'
import { parseKept, readGeneration } from './read-generation.ts'
import { recordGeneration } from './record-generation.ts'

/**
 * Starts the job that reads again how videos were made, or returns null if there are none to read. Readings of an older
 * parser version are made again from the kept texts, wherever the files are now. Unless `only` those are asked for, the
 * files of videos without a reading, as of those that another program recorded, are read too.
 */
export async function startReread(core: Core, only?: 'outdated'): Promise<Job | null> {
  const outdated = await countOutdated(core.db, parserVersion)
  const neverRead = only === 'outdated' ? 0 : await countNeverRead(core.db)
  const total = outdated + neverRead
  if (total === 0) return null
  const job = { kind: 'reread', title: 'generation details', unit: 'files', total } as const
  return await core.jobs.start(job, async (running) => {
    await parseOutdated(core, running)
    if (neverRead > 0) await readNeverRead(core, running)
  })
}

const pageSize = 100

async function parseOutdated(core: Core, job: RunningJob): Promise<void> {
  // Whatever is read, the row is of this version afterwards and not listed again.
  const rows = eachRow(() => listOutdated(core.db, parserVersion, pageSize))
  await eachStep(job, rows, async (row) => {
    const read = await parseKept(core, row, { signal: job.signal })
    await core.write((transaction) => recordGeneration(transaction, row.file_hash, read))
    job.advance(1)
  })
}

interface UnreadFile extends JobFile {
  file_hash: string
  file_path: string
  rowid: number
}

async function readNeverRead(core: Core, job: RunningJob): Promise<void> {
  const listFiles = async (last?: UnreadFile) => {
    const videos = await listNeverRead(core.db, last?.rowid ?? 0, pageSize)
    return videos.map(({ id, ...video }) => ({
      ...video,
      path: absolutePath(core.layout, video.file_path),
      video_id: id,
    }))
  }
  await eachFile(job, eachRow(listFiles), (file) => readFile(core, file, job.signal))
}

/** Reads how one video was made. A missing file is recorded as missing. */
async function readFile(core: Core, video: UnreadFile, signal: AbortSignal): Promise<void> {
  const { file_hash } = video
  const ffprobe = await core.tools.ffprobe()
  const read = await withContent(core, video, { signal }, async ({ path }) => {
    const answer = await probe(ffprobe.path, path, { decoder: core.decoder, signal })
    return await readGeneration(core, { path, bytes: path, file_hash, answer, signal })
  })
  await core.write((transaction) => recordGeneration(transaction, file_hash, read))
}
