import { existsSync } from 'node:fs'
import { rename, rm, stat } from 'node:fs/promises'
import type { Job } from '../../shared/contract/jobs.ts'
import { proxies as calls } from '../../shared/contract/proxies.ts'
import { contentAt, readContent } from '../contents/content-at.ts'
import { withContent } from '../contents/open-content.ts'
import type { Core } from '../core.ts'
import { withAlgorithm } from '../database/caches/cache-state.ts'
import { findProcessingOfContent } from '../database/processing.ts'
import type { ListedVideo } from '../database/videos/listed-video.ts'
import { requireVideo } from '../database/videos.ts'
import type { RunningJob } from '../jobs/running-job.ts'
import { makeProxy } from '../media/previews/proxy.ts'
import { absolutePath } from '../storage/absolute-path.ts'
import { findOwned } from '../storage/inside-library.ts'
import { oldProxyPath, proxyPath } from '../storage/layout.ts'
import { writeWhole } from '../storage/whole-file.ts'
import { implementCalls } from './calls/implement.ts'
import { hashConfig } from './configurations/hash-config.ts'
import { saveProcessingOrLog } from './processing/save-processing.ts'
import { decodablePath } from './videos/decodable-path.ts'

const os = implementCalls({ proxies: calls })

/** Starts the job that makes the proxy of a video, or finds the active one. */
async function createProxy(core: Core, id: string): Promise<Job> {
  const video = await requireVideo(core.db, id)
  return await core.jobs.start(
    { kind: 'proxy', title: video.name, unit: 'seconds', total: video.duration_seconds, video_id: id },
    (job) => runProxy(core, video, job),
  )
}

/**
 * Makes the proxy of a video. A proxy is cached as a processing; one that was made of this content and still has its
 * hash is reused.
 */
async function runProxy(core: Core, video: ListedVideo, job: RunningJob): Promise<void> {
  const target = proxyPath(core.layout, video.file_hash)
  const totalSeconds = video.duration_seconds
  if (!(await isIntact(core, video, target, job.signal))) {
    const ffmpeg = await core.tools.ffmpeg()
    const onProgress = (seconds: number) => job.progress(Math.min(seconds, totalSeconds ?? seconds), totalSeconds)
    await core.withDecodeSlot(job, () =>
      writeWhole(core.layout, target, (temporary) =>
        withContent(core, video, job, async ({ path }) => {
          if (await takeOld(core, video, path, temporary)) return
          const source = await decodablePath(core, { path, file_hash: video.file_hash }, job.signal)
          await makeProxy(ffmpeg.path, source, temporary, { signal: job.signal, onProgress })
        }),
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

/**
 * Moves the proxy that an older version made to `temporary`, if the file of the video has not been written to since;
 * otherwise it may show another content, and is removed.
 */
async function takeOld(core: Core, { file_hash }: ListedVideo, source: string, temporary: string): Promise<boolean> {
  const old = await findOwned(core.layout, oldProxyPath(core.layout, file_hash))
  const made = old && (await stat(old).catch(() => undefined))
  if (old === undefined || made === undefined) return false
  const isProven = (await stat(source)).ctimeMs < made.birthtimeMs
  if (isProven) await rename(old, temporary)
  else await rm(old, { force: true })
  return isProven
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

/** Returns whether there is a proxy, with the hash that was cached for it if one was. */
async function isIntact(core: Core, video: ListedVideo, target: string, signal: AbortSignal): Promise<boolean> {
  if (!existsSync(target)) return false
  const made = await findProcessingOfContent(core.db, keyOf(core, video))
  return made === undefined || withAlgorithm((await contentAt(core, target, { signal })).file_hash) === made.output_hash
}

export const proxies = {
  create: os.proxies.create.handler(({ input, context: { core } }) => createProxy(core, input.id)),
}
