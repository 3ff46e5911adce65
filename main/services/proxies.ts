import { existsSync } from 'node:fs'
import type { Job } from '../../shared/contract/jobs.ts'
import { RushesError } from '../../shared/errors.ts'
import type { Core } from '../core.ts'
import { type ListedVideo, requireVideo } from '../database/videos.ts'
import type { RunningJob } from '../jobs/running-job.ts'
import { makeProxy } from '../media/proxy.ts'
import { incomingFolder } from '../storage/incoming.ts'
import { absolutePath, proxyPath } from '../storage/layout.ts'
import { isFile } from '../storage/presence.ts'
import { writeWhole } from '../storage/whole-file.ts'
import { os } from './implement.ts'

/** The job that makes the proxy of a video: the one that is at it already, or a new one. */
async function createProxy(core: Core, id: string): Promise<Job> {
  const video = await requireVideo(core.db, id)
  return await core.jobs.start(
    { kind: 'proxy', title: video.name, unit: 'seconds', total: video.duration_seconds, video_id: id },
    (job) => runProxy(core, video, job),
  )
}

async function runProxy(core: Core, video: ListedVideo, job: RunningJob): Promise<void> {
  const target = proxyPath(core.layout, video.file_hash)
  const totalSeconds = video.duration_seconds
  if (!existsSync(target)) {
    const source = absolutePath(core.layout, video.file_path)
    if (!(await isFile(source))) {
      throw new RushesError('FILE_MISSING', `${source} is not there at the moment, so no proxy can be made of it.`)
    }
    const ffmpeg = await core.tools.ffmpeg()
    const onProgress = (seconds: number) => job.progress(Math.min(seconds, totalSeconds ?? seconds), totalSeconds)
    await core.takeTurn(job.signal, () =>
      writeWhole(incomingFolder(core.layout), target, (temporary) =>
        makeProxy(ffmpeg.path, source, temporary, { signal: job.signal, onProgress }),
      ),
    )
  }
  job.progress(totalSeconds ?? 0, totalSeconds)
  core.events.changed(['videos'])
}

export const proxies = {
  create: os.proxies.create.handler(({ input, context: { core } }) => createProxy(core, input.id)),
}
