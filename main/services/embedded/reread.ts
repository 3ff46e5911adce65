import type { Job } from '../../../shared/contract/jobs.ts'
import { parserVersion } from '../../../shared/generation/reading.ts'
import { offlineAmong } from '../../contents/offline.ts'
import { withContent } from '../../contents/open-content.ts'
import type { Core } from '../../core.ts'
import type { StoredContent } from '../../database/contents/find-content.ts'
import { countNeverRead, listNeverRead, type NeverRead } from '../../database/embedded/never-read.ts'
import { countUnreadFiles, listUnreadFiles, type UnreadFile } from '../../database/embedded/unread-files.ts'
import { countOutdated, listOutdated } from '../../database/embedded.ts'
import { listTwins, mergeTwins } from '../../database/workflows/twins.ts'
import { eachFile, eachRow, eachStep, type JobFile } from '../../jobs/each-file.ts'
import type { RunningJob } from '../../jobs/running-job.ts'
import { probeVideo } from '../../media/probe-video.ts'
import { videoFacts } from '../../media/video-facts.ts'
import { absolutePath } from '../../storage/absolute-path.ts'
import { factsOfVideo, readGeneration, readOutdated, recordedFacts } from './read-generation.ts'
import { recordGeneration } from './record-generation.ts'

/**
 * Starts the job that reads again how videos and images were made, or returns null if there are none to read. Readings
 * of an older version are made again from the kept texts, wherever the files are now; connected files are opened for
 * texts that the older version did not read, and those that were offline then are opened once they are back. Files of
 * videos and images without a reading are read too. In the background (`atStart`), of those only images on connected
 * disks are: libraries of earlier versions have no readings of images, and reading all videos of another program takes
 * long. After a change of version, workflows that an earlier one saved twice are merged.
 */
export async function startReread(core: Core, { atStart = false } = {}): Promise<Job | null> {
  const outdated = await countOutdated(core.db, parserVersion)
  const { videos, images } = await countNeverRead(core.db)
  const neverRead = atStart ? ((await hasConnectedImage(core)) ? images : 0) : videos + images
  const returned = (await hasReturnedFile(core)) ? await countUnreadFiles(core.db) : 0
  const total = outdated + returned + neverRead
  if (total === 0) return null
  const job = { kind: 'reread', title: 'generation details', unit: 'files', total } as const
  return await core.jobs.start(job, async (running) => {
    await readAllOutdated(core, running)
    if (returned > 0) await readReturned(core, running)
    if (outdated > 0) await mergeAllTwins(core, running)
    if (neverRead === 0) return
    if (!atStart) await readNeverRead(core, running, 'video')
    await readNeverRead(core, running, 'image', atStart)
  })
}

/** Returns whether the disk of one of the first images without a reading is connected. */
async function hasConnectedImage(core: Core): Promise<boolean> {
  const paths = (await listNeverRead(core.db, 'image', 0, pageSize)).map(({ file_path }) => file_path)
  const isOffline = await offlineAmong(core, paths)
  return paths.some((path) => !isOffline(path))
}

/** Returns whether the disk of one of the first files that were not read by this version is connected. */
async function hasReturnedFile(core: Core): Promise<boolean> {
  const paths = (await listUnreadFiles(core.db, 0, pageSize)).map(({ file_path }) => file_path)
  const isOffline = await offlineAmong(core, paths)
  return paths.some((path) => !isOffline(path))
}

const pageSize = 100

async function readAllOutdated(core: Core, job: RunningJob): Promise<void> {
  // Whatever is read, the row is of this version afterwards and not listed again.
  const rows = eachRow(() => listOutdated(core.db, parserVersion, pageSize))
  await eachStep(job, rows, async (row) => {
    const read = await readOutdated(core, row, { signal: job.signal })
    await core.write((transaction) => recordGeneration(transaction, row.file_hash, read))
    job.advance(1)
  })
}

/** Reads the files that were offline when the readers changed, and are not any more. */
async function readReturned(core: Core, job: RunningJob): Promise<void> {
  const rows = eachRow((last?: UnreadFile) => listUnreadFiles(core.db, last?.cursor ?? 0, pageSize))
  await eachStep(job, rows, async ({ file_path, cursor: _, ...row }) => {
    if (!(await offlineAmong(core, [file_path]))(file_path)) {
      const read = await readOutdated(core, row, { signal: job.signal })
      await core.write((transaction) => recordGeneration(transaction, row.file_hash, read))
    }
    job.advance(1)
  })
}

/** Merges workflows that earlier versions saved twice; the history lists and undoes that. */
async function mergeAllTwins(core: Core, job: RunningJob): Promise<void> {
  await eachStep(
    job,
    eachRow(() => listTwins(core.db, pageSize)),
    async (twins) =>
      core.write(async ({ db, touch, now }) => {
        await mergeTwins(db, twins, now)
        touch('workflows', 'videos', 'images')
      }),
  )
}

interface NeverReadFile extends JobFile, NeverRead {}

type Kind = StoredContent['kind']

async function readNeverRead(core: Core, job: RunningJob, kind: Kind, skipsOffline = false): Promise<void> {
  const listFiles = async (last?: NeverReadFile): Promise<NeverReadFile[]> => {
    const rows = await listNeverRead(core.db, kind, last?.cursor ?? 0, pageSize)
    return rows.map((row) => ({
      ...row,
      path: absolutePath(core.layout, row.file_path),
      ...(kind === 'video' && { video_id: row.id }),
    }))
  }
  await eachFile(job, eachRow(listFiles), async (file) => {
    if (skipsOffline && (await offlineAmong(core, [file.path]))(file.path)) return
    await readFile(core, kind, file, job.signal)
  })
}

/** Reads how one video or image was made. A missing file is recorded as missing. */
async function readFile(core: Core, kind: Kind, file: NeverReadFile, signal: AbortSignal): Promise<void> {
  const { file_hash } = file
  const read = await withContent(core, file, { signal }, async ({ path, mtime_ms }) => {
    const answer = kind === 'image' ? null : await probeVideo(core, path, { signal })
    const facts = answer === null ? await recordedFacts(core, file_hash) : factsOfVideo(videoFacts(answer, path))
    return await readGeneration(core, { path, mtime_ms, bytes: path, file_hash, answer, facts, signal })
  })
  await core.write((transaction) => recordGeneration(transaction, file_hash, read))
}
