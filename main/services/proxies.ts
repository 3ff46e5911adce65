import { existsSync } from 'node:fs'
import type { Job } from '../../shared/contract/jobs.ts'
import { RushesError } from '../../shared/errors.ts'
import type { Core } from '../core.ts'
import { withAlgorithm } from '../database/cache-state.ts'
import { findProcessingOfContent } from '../database/processing.ts'
import { type ListedVideo, requireVideo } from '../database/videos.ts'
import { contentAt, readContent } from '../ingest/content-at.ts'
import type { RunningJob } from '../jobs/running-job.ts'
import { makeProxy } from '../media/proxy.ts'
import { incomingFolder } from '../storage/incoming.ts'
import { absolutePath, proxyPath } from '../storage/layout.ts'
import { isFile } from '../storage/presence.ts'
import { writeWhole } from '../storage/whole-file.ts'
import { hashConfig } from './config-hash.ts'
import { os } from './implement.ts'
import { saveProcessingOrLog } from './save-processing.ts'

/** The job that makes the proxy of a video: the one that is at it already, or a new one. */
async function createProxy(core: Core, id: string): Promise<Job> {
  const video = await requireVideo(core.db, id)
  return await core.jobs.start(
    { kind: 'proxy', title: video.name, unit: 'seconds', total: video.duration_seconds, video_id: id },
    (job) => runProxy(core, video, job),
  )
}

/** A proxy is a processing too, cached as such. One that was made of this content and still has its hash is not made again. */
async function runProxy(core: Core, video: ListedVideo, job: RunningJob): Promise<void> {
  const target = proxyPath(core.layout, video.file_hash)
  const totalSeconds = video.duration_seconds
  if (!(await isWhole(core, video, target, job.signal))) {
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
    const { file_hash } = await readContent(core, target, { signal: job.signal })
    await saveProcessingOrLog(core, {
      ...keyOf(core, video),
      job_id: job.id,
      output_path: target,
      output_hash: withAlgorithm(file_hash),
    })
  }
  job.progress(totalSeconds ?? 0, totalSeconds)
  core.events.changed(['videos'])
}

function keyOf(core: Core, { file_path, file_hash }: ListedVideo) {
  const config = { action: 'proxy', config: {} }
  return {
    action: 'proxy',
    input_path: absolutePath(core.layout, file_path),
    input_hash: withAlgorithm(file_hash),
    config_hash: hashConfig(config).config_hash,
    config,
  }
}

/** Whether there is a proxy, with the hash that it was made with where that is known. */
async function isWhole(core: Core, video: ListedVideo, target: string, signal: AbortSignal): Promise<boolean> {
  if (!existsSync(target)) return false
  const made = await findProcessingOfContent(core.db, keyOf(core, video))
  return made === undefined || withAlgorithm((await contentAt(core, target, { signal })).file_hash) === made.output_hash
}

export const proxies = {
  create: os.proxies.create.handler(({ input, context: { core } }) => createProxy(core, input.id)),
}
