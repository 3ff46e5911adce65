import { z } from 'zod'
import type { AnalysisRequest } from '../../shared/contract/analyses.ts'
import type { Configuration } from '../../shared/contract/configurations.ts'
import type { Job } from '../../shared/contract/jobs.ts'
import { describeFileError, RushesError } from '../../shared/errors.ts'
import { formatCount } from '../../shared/units.ts'
import type { Core } from '../core.ts'
import { requireLane } from '../database/listed-analyses.ts'
import { findVideo } from '../database/videos.ts'
import type { RunningJob } from '../jobs/running-job.ts'
import { absolutePath } from '../storage/layout.ts'
import { analyseFile } from './analyse-file.ts'
import { type ReadyAnalyser, readyAnalyser } from './analysers.ts'
import { os } from './implement.ts'

/** One file to analyse. What cannot be found out until then is found out when its turn comes. */
interface Target {
  path: string
  video_id?: string
  ready: ReadyAnalyser
}

/** Starts the job that runs an analyser over videos, one after the other. */
async function run(core: Core, request: AnalysisRequest & { video_ids: string[] }): Promise<Job> {
  const ready = await readyAnalyser(core, request)
  const ids = [...new Set(request.video_ids)]
  const find = async (id: string): Promise<Target> => {
    const video = await findVideo(core.db, id)
    if (!video) throw new RushesError('NOT_FOUND', `There is no video with the id ${id} in the library.`)
    return { path: absolutePath(core.layout, video.file_path), video_id: id, ready }
  }
  const [only] = ids
  const single = ids.length === 1 && only !== undefined ? await findVideo(core.db, only) : undefined
  const title = `${single?.name ?? formatCount(ids.length, 'take')} (${ready.analyser.title})`
  return await start(core, title, ids, find, false)
}

/** Starts the job that runs the analysers of cached rows anew, each over the file at the path of its row. */
async function rerun(core: Core, ids: readonly number[]): Promise<Job> {
  const find = async (id: string): Promise<Target> => {
    const lane = await requireLane(core.db, Number(id))
    return { path: lane.file_path, ready: await readyAgain(core, lane) }
  }
  const unique = [...new Set(ids)].map(String)
  return await start(core, `${formatCount(unique.length, 'file')} again`, unique, find, true)
}

const ours = z.object({ analyser: z.string(), config: z.record(z.string(), z.json()) })

/** The analyser as it is now, with the configuration of what is cached. */
async function readyAgain(core: Core, { config, config_hash }: Configuration): Promise<ReadyAnalyser> {
  const request = ours.safeParse(config)
  if (request.success) return await readyAnalyser(core, request.data)
  const sentence = `Rushes did not make what is cached under ${config_hash}, so it cannot run it again.`
  throw new RushesError('NOT_SUPPORTED', sentence)
}

async function start(
  core: Core,
  title: string,
  ids: readonly string[],
  find: (id: string) => Promise<Target>,
  again: boolean,
): Promise<Job> {
  const job = { kind: 'analysis', title, unit: 'files', total: ids.length } as const
  return await core.jobs.start(job, async (running) => {
    for (const [index, id] of ids.entries()) {
      await running.unpaused()
      if (running.signal.aborted) return
      running.progress(index, ids.length)
      await analyseOne(core, id, find, running, again)
    }
    running.progress(ids.length, ids.length)
  })
}

/** One failure is noted, and the others go on. */
async function analyseOne(
  core: Core,
  id: string,
  find: (id: string) => Promise<Target>,
  job: RunningJob,
  again: boolean,
): Promise<void> {
  let target: Target | undefined
  try {
    target = await find(id)
    const { path, ready } = target
    const outcome = await job.file(path, (onFraction) =>
      analyseFile(core, path, ready, { again, signal: job.signal, onFraction }),
    )
    job.item({ path, outcome, ...idOf(target) })
  } catch (error) {
    const path = target?.path ?? id
    const { code, message, data } = describeFileError(error, path)
    if (job.signal.aborted) return
    const said = typeof data?.stderr === 'string' ? data.stderr.trim() : ''
    job.item({ path, outcome: 'failed', ...idOf(target), error: { code, message, ...(said && { detail: said }) } })
  }
}

function idOf(target: Target | undefined): { video_id?: string } {
  return target?.video_id === undefined ? {} : { video_id: target.video_id }
}

/** The calls of `analyses` that run something. */
export const analysisRuns = {
  run: os.analyses.run.handler(({ input, context: { core } }) => run(core, input)),
  rerun: os.analyses.rerun.handler(({ input, context: { core } }) => rerun(core, input.ids)),
}
