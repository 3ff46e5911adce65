import type { Job } from '../../../shared/contract/jobs.ts'
import { formatCount } from '../../../shared/units.ts'
import type { Core } from '../../core.ts'
import { endDryRun, presentVideo } from '../../database/journal/dry-run.ts'
import type { ListedVideo } from '../../database/videos/listed-video.ts'
import { requireVideo } from '../../database/videos.ts'
import { eachFile } from '../../jobs/each-file.ts'
import type { RunningJob } from '../../jobs/running-job.ts'

interface VideoJob {
  kind: 'upload' | 'fetch'
  ids: readonly string[]
  /** The change of each video that a dry run reports. */
  change: { tbl: string; op: 'insert' | 'note' }
  /** Runs before the first video. */
  begin?(): Promise<void>
  /** Copies one video, as it is recorded when its turn comes. */
  copy(video: ListedVideo, running: RunningJob, onFraction: (fraction: number) => void): Promise<'made' | 'cached'>
}

/** Starts a job that copies videos, one after the other. @throws RushesError NOT_FOUND */
export async function startVideoJob(core: Core, { kind, ids, change, begin, copy }: VideoJob): Promise<Job> {
  const videos: ListedVideo[] = []
  for (const id of new Set(ids)) videos.push(await requireVideo(core.db, id))
  endDryRun([{ ...change, rows: videos.length }], videos.map(presentVideo))
  const [first] = videos
  const title = videos.length === 1 && first ? first.name : formatCount(videos.length, 'file')
  return await core.jobs.start({ kind, title, unit: 'files', total: videos.length }, async (running) => {
    await begin?.()
    // The path of a video in the bucket has the hash of its content in place of its name.
    const files = videos.map(({ id, name, file_path }) => ({ path: kind === 'fetch' ? name : file_path, video_id: id }))
    await eachFile(running, files, async ({ path, video_id }, onFraction) => {
      const outcome = await copy(await requireVideo(core.db, video_id), running, onFraction)
      running.item({ path, video_id, outcome })
    })
  })
}
