import { stat } from 'node:fs/promises'
import { v7 as uuidv7 } from 'uuid'
import type { Job } from '../../../shared/contract/jobs.ts'
import { offlineAmong } from '../../contents/offline.ts'
import { withContent } from '../../contents/open-content.ts'
import type { Core } from '../../core.ts'
import {
  countPossibleAnimations,
  hasCheckedAnimations,
  listPossibleAnimations,
  makeVideoOfImage,
  markAnimationsChecked,
  type PossibleAnimation,
} from '../../database/animated-images.ts'
import { readSetting } from '../../database/library-settings.ts'
import { importSettings } from '../../ingest/new-name.ts'
import { eachFile, eachRow, type JobFile } from '../../jobs/each-file.ts'
import { readAnimation } from '../../media/images/animation.ts'
import { probeVideo } from '../../media/probe-video.ts'
import { videoFacts } from '../../media/video-facts.ts'
import { absolutePath } from '../../storage/absolute-path.ts'

const pageSize = 100

interface ImageFile extends JobFile, PossibleAnimation {}

/**
 * Starts the job that makes takes of animated WebP, GIF and PNG files, which earlier versions recorded as images; null
 * if it ran before. Of each file the head is read. Generation details, workflows and links stay. The library records
 * when all files were checked; while a disk is disconnected, or a file could not be read, they are checked again at the
 * next start.
 */
export async function startAnimationCheck(core: Core): Promise<Job | null> {
  if (await hasCheckedAnimations(core.db)) return null
  const markChecked = () => core.write(({ db, now }) => markAnimationsChecked(db, now))
  const total = await countPossibleAnimations(core.db)
  if (total === 0) {
    await markChecked()
    return null
  }
  const job = { kind: 'facts', title: 'animated images', unit: 'files', total } as const
  return await core.jobs.start(job, async (running) => {
    let unread = 0
    const listFiles = async (last?: ImageFile): Promise<ImageFile[]> => {
      const rows = await listPossibleAnimations(core.db, last?.cursor ?? 0, pageSize)
      return rows.map((row) => ({ ...row, path: absolutePath(core.layout, row.file_path) }))
    }
    await eachFile(running, eachRow(listFiles), async (image) => {
      unread += 1
      if ((await offlineAmong(core, [image.path]))(image.path)) return
      await check(core, image, running.signal)
      unread -= 1
    })
    if (unread === 0 && !running.signal.aborted) await markChecked()
  })
}

async function check(core: Core, image: ImageFile, signal: AbortSignal): Promise<void> {
  if ((await readAnimation(image.path)) === undefined) return
  const { file_hash, name, file_path, created_at } = image
  const read = await withContent(core, image, { signal }, async ({ path }) => {
    const facts = videoFacts(await probeVideo(core, path, { signal }), path)
    return { ...facts, size_bytes: (await stat(path)).size }
  })
  const { source } = await readSetting(core.db, importSettings)
  await core.write(async ({ db, touch, now }) => {
    const video = { id: uuidv7(), name, file_path, file_hash, source_type: source, ...read }
    if (await makeVideoOfImage(db, image, { ...video, created_at: created_at ?? now }))
      touch('videos', 'images', 'workflows')
  })
}
