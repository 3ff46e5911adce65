import { z } from 'zod'
import { type AnalysisRequest, analyses as calls, type Lane } from '../../../shared/contract/analyses.ts'
import type { Configuration } from '../../../shared/contract/configurations.ts'
import type { Job } from '../../../shared/contract/jobs.ts'
import { correctedHash } from '../../../shared/corrections.ts'
import { RushesError } from '../../../shared/errors.ts'
import { jsonObjectSchema } from '../../../shared/json-object.ts'
import { formatCount } from '../../../shared/units.ts'
import type { Core } from '../../core.ts'
import { requireLane } from '../../database/analyses/list-analyses.ts'
import { withoutAlgorithm } from '../../database/caches/cache-state.ts'
import { findVideo, requireVideo } from '../../database/videos.ts'
import { eachFile, type JobFile } from '../../jobs/each-file.ts'
import { absolutePath } from '../../storage/absolute-path.ts'
import { requireConsent } from '../analysers/consent.ts'
import { type ReadyAnalyser, readyAnalyser } from '../analysers.ts'
import { implementCalls } from '../calls/implement.ts'
import { type AnalysedFile, analyseFile } from './analyse-file.ts'

const os = implementCalls({ analyses: calls })

/** A file to analyse, found when its turn comes. */
interface Target extends JobFile, AnalysedFile {
  ready: ReadyAnalyser
}

/** A target that was not found; `path` is the id that was asked for. */
interface Lost extends JobFile {
  error: unknown
}

/** Starts the job that runs an analyser on videos, one after the other. */
async function run(core: Core, request: AnalysisRequest & { video_ids: string[] }): Promise<Job> {
  const ready = await readyAnalyser(core, request)
  await requireConsent(core, ready.analyser)
  const ids = [...new Set(request.video_ids)]
  const find = async (id: string): Promise<Target> => {
    const video = await requireVideo(core.db, id)
    return { path: absolutePath(core.layout, video.file_path), file_hash: video.file_hash, video_id: id, ready }
  }
  const [only] = ids
  const single = ids.length === 1 && only !== undefined ? await findVideo(core.db, only) : undefined
  const title = `${single?.name ?? formatCount(ids.length, 'take')} (${ready.analyser.title})`
  return await start(core, title, ids, find, false)
}

/**
 * Starts the job that runs the analysers of cached rows again, each on the content that its row was computed from. If
 * the file at its path has another content by now, another location is used; without one, the row stays as it is and
 * the item fails with FILE_CHANGED ([Note: an id is a content]).
 */
async function rerun(core: Core, ids: readonly number[]): Promise<Job> {
  const find = async (id: string): Promise<Target> => {
    const lane = await requireLane(core.db, Number(id))
    return { path: lane.file_path, file_hash: requireChecked(lane), ready: await readyAgain(core, lane) }
  }
  const unique = [...new Set(ids)].map(String)
  return await start(core, `${formatCount(unique.length, 'file')} again`, unique, find, true)
}

/** Returns the content of a cached row. @throws RushesError NOT_SUPPORTED if no file can be compared with it */
function requireChecked({ file_path, file_hash }: Lane): string {
  const hash = withoutAlgorithm(file_hash)
  if (hash !== file_hash) return hash
  throw new RushesError(
    'NOT_SUPPORTED',
    `The analysis of ${file_path} was cached by another program, with a hash that Rushes does not compute.`,
  )
}

const requestSchema = z.object({ analyser: z.string(), config: jsonObjectSchema })

/** Returns the current analyser with the configuration of a cached row. @throws RushesError NOT_SUPPORTED */
async function readyAgain(core: Core, { config, config_hash }: Configuration): Promise<ReadyAnalyser> {
  const request = requestSchema.safeParse(config)
  if (request.success) return await readyAnalyser(core, request.data)
  if (correctedHash(config) !== null)
    throw new RushesError('NOT_SUPPORTED', 'It was corrected by hand. Run the analysis that it corrects again.')
  throw new RushesError(
    'NOT_SUPPORTED',
    `The analysis with the configuration ${config_hash} was cached by another program, which alone can run it again.`,
  )
}

async function start(
  core: Core,
  title: string,
  ids: readonly string[],
  find: (id: string) => Promise<Target>,
  again: boolean,
): Promise<Job> {
  async function* targets(): AsyncGenerator<Target | Lost> {
    for (const id of ids) yield await find(id).catch((error) => ({ path: id, error }))
  }
  const job = { kind: 'analysis', title, unit: 'files', total: ids.length } as const
  return await core.jobs.start(job, async (running) => {
    await eachFile(running, targets(), async (target, onFraction) => {
      if ('error' in target) throw target.error
      const { path, video_id, ready } = target
      const outcome = await analyseFile(core, target, ready, { again, signal: running.signal, onFraction })
      running.item({ path, outcome, ...(video_id !== undefined && { video_id }) })
    })
  })
}

/** The procedures of `analyses` that start jobs. */
export const analysisRuns = {
  run: os.analyses.run.handler(({ input, context: { core } }) => run(core, input)),
  rerun: os.analyses.rerun.handler(({ input, context: { core } }) => rerun(core, input.ids)),
}
