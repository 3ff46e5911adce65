import { stat } from 'node:fs/promises'
import { RushesError } from '../../../shared/errors.ts'
import { contentAt } from '../../contents/content-at.ts'
import { recordMissing } from '../../contents/record.ts'
import type { Core } from '../../core.ts'
import type { Db } from '../../database/connection/connection.ts'
import type { StoredContent } from '../../database/contents/find-content.ts'
import { fillImageFacts, listUnreadImages, newestMediaRow } from '../../database/images.ts'
import { fillFacts, listUnread } from '../../database/videos/unread-facts.ts'
import { eachFile, eachRow, ignoreMissing, type JobFile } from '../../jobs/each-file.ts'
import { imageFacts } from '../../media/images/image-facts.ts'
import { probeVideo } from '../../media/probe-video.ts'
import { videoFacts } from '../../media/video-facts.ts'
import { absolutePath } from '../../storage/absolute-path.ts'
import { isFile } from '../../storage/presence.ts'

/**
 * [Note: facts backfill] Rows of videos and images that other programs wrote lack what ffprobe tells, and their hash
 * was never compared with their file. At the start, and whenever rows change, the files of such rows are read in full
 * and probed, until `close`. A missing file is marked as missing. A file that fails is tried again after the next
 * start, and so are all files once a person has cancelled the job.
 */
export function backfillFacts(core: Core): { close(): Promise<void> } {
  const stop = new AbortController()
  const progress: Progress = { tried: new Set(), newestTried: 0, isStopped: false }

  async function follow(): Promise<void> {
    const events = core.events.listen(stop.signal)
    await readAll(core, progress)
    for await (const event of events) {
      if (event.type === 'changed' && event.topics.some((topic) => topic === 'videos' || topic === 'images'))
        await readAll(core, progress)
    }
  }

  const following = follow().catch((error) => {
    if (!stop.signal.aborted) core.log.warn('facts not read', { error: String(error) })
  })
  return {
    async close() {
      stop.abort()
      await following
    },
  }
}

interface Progress {
  /** The ids of videos and images whose files were read, or could not be. */
  tried: Set<string>
  /** The newest row of `media` when no image was untried: no index tells which images lack facts. */
  newestTried: number
  isStopped: boolean
}

const pageSize = 100

/** Starts the job that reads the facts of files that were not tried yet, unless there are none or it is running. */
async function readAll(core: Core, progress: Progress): Promise<void> {
  const [first] = progress.isStopped ? [] : await listUntried(core, progress)
  if (!first) return
  const job = { kind: 'facts', title: 'facts', unit: 'files', isOnlyOne: true } as const
  await core.jobs.start(job, async (running) => {
    running.signal.addEventListener('abort', () => {
      progress.isStopped = true
    })
    const files = eachRow(() => listUntried(core, progress))
    await eachFile(running, files, async (file) => {
      progress.tried.add(file.id)
      await readFacts(core, file, running.signal).catch(ignoreMissing)
    })
  })
}

interface UnreadFile extends JobFile, Pick<StoredContent, 'kind' | 'id' | 'file_hash'> {
  name: string
}

/** Lists the first videos that are unread and were not tried; if there are none, the first images. */
async function listUntried(core: Core, progress: Progress): Promise<UnreadFile[]> {
  const { tried } = progress
  const videos = await firstUntried(tried, '', (after) => listUnread(core.db, after, pageSize))
  if (videos.length > 0)
    return videos.map(({ id, name, file_hash, file_path }) => {
      return { kind: 'video', id, name, file_hash, path: absolutePath(core.layout, file_path), video_id: id }
    })
  const newest = await newestMediaRow(core.db)
  const { newestTried } = progress
  const images = await firstUntried(tried, newestTried, (after) => listUnreadImages(core.db, after, pageSize))
  if (images.length === 0) progress.newestTried = newest
  return images.map(({ id, name, file_hash, file_path }) => {
    return { kind: 'image', id, name, file_hash, path: absolutePath(core.layout, file_path) }
  })
}

/** Returns the untried rows of the first page that has any; empty if there are none. */
async function firstUntried<Cursor, Row extends { id: string; cursor: Cursor }>(
  tried: ReadonlySet<string>,
  start: Cursor,
  listPage: (after: Cursor) => Promise<Row[]>,
): Promise<Row[]> {
  let page = await listPage(start)
  for (let last = page.at(-1); last; last = page.at(-1)) {
    const untried = page.filter(({ id }) => !tried.has(id))
    if (untried.length > 0) return untried
    page = await listPage(last.cursor)
  }
  return []
}

/** Matches a SHA-256; another program may identify a content in another way. */
const isHash = /^[0-9a-f]{64}$/

async function readFacts(core: Core, file: UnreadFile, signal: AbortSignal): Promise<void> {
  const { name, path, file_hash } = file
  if (!(await isFile(path))) return await recordMissing(core, path, file_hash)
  if (isHash.test(file_hash)) {
    const content = await contentAt(core, path, { signal, expected: file_hash })
    if (content.file_hash !== file_hash)
      throw new RushesError('FILE_CHANGED', `${path} has another content than the one recorded for “${name}”.`)
  }
  await probeFacts(core, file, path, signal)
}

/**
 * Probes a file and fills in the facts that its video or image lacks.
 * @throws RushesError FILE_UNREADABLE, CANCELLED
 */
export async function probeFacts(
  core: Core,
  { kind, id }: Pick<StoredContent, 'kind' | 'id'>,
  path: string,
  signal: AbortSignal,
): Promise<void> {
  const options = { named: path, signal }
  if (kind === 'video') {
    const facts = videoFacts(await probeVideo(core, path, options), path)
    await fill(core, 'videos', (db) => fillFacts(db, id, { ...facts, container: facts.container ?? '' }))
  } else {
    const { path: ffprobe } = await core.tools.ffprobe()
    const facts = { ...(await imageFacts(ffprobe, path, options)), size_bytes: (await stat(path)).size }
    await fill(core, 'images', (db) => fillImageFacts(db, id, facts))
  }
}

async function fill(core: Core, topic: 'videos' | 'images', work: (db: Db) => Promise<void>): Promise<void> {
  await core.write(async ({ db, touch }) => {
    await work(db)
    touch(topic)
  })
}
