import { formatCount } from '../../../shared/units.ts'
import { isBucketAllowed } from '../../contents/bucket.ts'
import { deleteUnneededObjects } from '../../contents/bucket-deletions.ts'
import type { Core } from '../../core.ts'
import { toTimestamp } from '../../database/connection/timestamp.ts'
import { findStorageSettings, storesNew } from '../../database/storage.ts'
import { listNewVideos, type NewVideo, setStoredFrom } from '../../database/videos/new-videos.ts'
import { requireVideo } from '../../database/videos.ts'
import { eachFile, eachRow } from '../../jobs/each-file.ts'
import { uploadPreviews } from './upload-previews.ts'
import { uploadVideo } from './upload-videos.ts'

const pageSize = 1000

/**
 * Starts the job that copies new takes, or their previews, to the bucket, if the library stores them there and this
 * computer may use it. Those that fail are copied after the next import or start.
 */
export async function startNewUploads(core: Core): Promise<void> {
  const settings = await findStorageSettings(core.db)
  if (!settings || !storesNew(settings) || !(await isBucketAllowed(core, settings))) return
  const begin = toTimestamp(core.clock())
  const first = await listNewVideos(core.db, settings, undefined, pageSize)
  if (first.length === 0) return await core.write(({ db }) => setStoredFrom(db, begin))
  const total = first.length < pageSize ? first.length : null
  const takes = total === null ? 'new takes' : formatCount(total, 'new take')
  const title = settings.videos === 'bucket' ? takes : `previews of ${takes}`
  await core.jobs.start({ kind: 'upload', title, unit: 'files', total }, async (running) => {
    const bucket = await core.bucket.open('patient')
    await deleteUnneededObjects(core).catch((error) => core.log.warn('objects not deleted', { error: String(error) }))
    const videos = eachRow((last?: NewVideo) => listNewVideos(core.db, settings, last, pageSize))
    const files = (async function* () {
      for await (const { id, name } of videos) yield { path: name, video_id: id }
    })()
    await eachFile(running, files, async ({ path, video_id }, onFraction) => {
      const video = await requireVideo(core.db, video_id)
      const outcome =
        settings.videos === 'bucket'
          ? await uploadVideo(core, bucket, video, running, { onFraction, isVerified: false })
          : 'made'
      if (settings.videos === 'library') await uploadPreviews(core, bucket, video, running.signal)
      running.item({ path, video_id, outcome })
    })
  })
}
