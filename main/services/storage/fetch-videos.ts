import type { Job } from '../../../shared/contract/jobs.ts'
import { RushesError } from '../../../shared/errors.ts'
import { isBucketAddress } from '../../../shared/object-address.ts'
import { requireContent } from '../../contents/open-content.ts'
import { recordContent } from '../../contents/record.ts'
import { whileUnrecorded } from '../../contents/unrecorded-files.ts'
import type { Core } from '../../core.ts'
import { noteInJournal } from '../../database/journal/note.ts'
import type { ListedVideo } from '../../database/videos/listed-video.ts'
import { requireVideo } from '../../database/videos.ts'
import type { RunningJob } from '../../jobs/running-job.ts'
import { videoPath } from '../../storage/layout.ts'
import { fetchObject } from '../../storage/objects/fetch-object.ts'
import { writeWhole } from '../../storage/whole-file.ts'
import { requireStoredCopy } from './stored-copy.ts'
import { startVideoJob } from './video-job.ts'

/**
 * Starts the job that brings videos back into the library, from their archives or the bucket.
 * @throws RushesError NOT_FOUND, CONSENT_NEEDED
 */
export async function startFetch(core: Core, ids: readonly string[]): Promise<Job> {
  core.access.requireWritable()
  for (const id of ids) {
    if (!isBucketAddress((await requireVideo(core.db, id)).file_path)) continue
    await core.bucket.open('patient')
    break
  }
  return await startVideoJob(core, {
    kind: 'fetch',
    ids,
    change: { tbl: 'videos', op: 'note' },
    copy: (...copied) => fetchVideo(core, ...copied),
  })
}

async function fetchVideo(
  core: Core,
  video: ListedVideo,
  { signal }: RunningJob,
  onFraction: (fraction: number) => void,
): Promise<'made' | 'cached'> {
  const here = await requireContent(core, video, { signal }).catch((error) => {
    if (error instanceof RushesError && ['FILE_REMOTE', 'FILE_MISSING'].includes(error.code)) return undefined
    throw error
  })
  if (here) return 'cached'
  const { file_hash } = video
  const { store, key, size_bytes } = await requireStoredCopy(core, video, { patience: 'patient', signal })
  const target = videoPath(core.layout, file_hash, key)
  let read = 0
  const onBytes = (bytes: number) => {
    read += bytes
    onFraction(read / size_bytes)
  }
  await whileUnrecorded(core, target, async () => {
    await writeWhole(core.layout, target, (temporary) =>
      fetchObject(store, { key, file_hash, size_bytes }, temporary, { signal, onBytes }),
    )
    const file = await core.files.run({ kind: 'fingerprint', path: target }, { signal })
    await recordContent(core, { path: target, file_hash, ...file }, ({ db }) => noteInJournal(db, 'videos', video.id))
  })
  return 'made'
}
