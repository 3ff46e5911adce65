import type { AnalysisRequest } from '../../shared/contract/analyses.ts'
import type { Configuration } from '../../shared/contract/configurations.ts'
import { RushesError } from '../../shared/errors.ts'
import type { Core } from '../core.ts'
import { findAnalysisOfContent, findCachedAnalysis } from '../database/analyses.ts'
import { withAlgorithm } from '../database/cache-state.ts'
import {
  countAnalyses,
  groupAnalyses,
  listAnalysedFiles,
  listAnalyses,
  listAnalysisIds,
  listLanes,
  requireLane,
} from '../database/listed-analyses.ts'
import { removeAnalyses, restoreAnalyses } from '../database/removed-analyses.ts'
import { requireVideo } from '../database/videos.ts'
import { absolutePath } from '../storage/layout.ts'
import { configOfRequest } from './analysers.ts'
import { analysisRuns } from './analysis-runs.ts'
import { resolveConfig } from './configurations.ts'
import { explain, type Question } from './explain.ts'
import { os } from './implement.ts'
import { saveAnalyses, saveAnalysis } from './save-analyses.ts'
import { startVerification } from './verify.ts'

interface Asked {
  file_path?: string | undefined
  video_id?: string | undefined
  config_hash?: string | undefined
  config?: Configuration['config'] | undefined
  request?: AnalysisRequest | undefined
}

async function questionOf(core: Core, asked: Asked): Promise<Question> {
  const { video_id, request } = asked
  const file_path = video_id === undefined ? asked.file_path : (await requireVideo(core.db, video_id)).file_path
  if (file_path === undefined) {
    throw new RushesError('BAD_INPUT', 'file_path: Name a file, or a video.', { data: { fields: ['file_path'] } })
  }
  const config = request ? await configOfRequest(core, request) : asked.config
  const { config_hash } = resolveConfig({ config_hash: asked.config_hash, config })
  return {
    file_path,
    config_hash,
    name: request?.analyser ?? null,
    config: (config as Configuration['config']) ?? null,
  }
}

export const analyses = {
  ...analysisRuns,
  list: os.analyses.list.handler(async ({ input, context: { core } }) => {
    const [items, total] = await Promise.all([listAnalyses(core.db, input, input), countAnalyses(core.db, input)])
    return { items, total }
  }),
  ids: os.analyses.ids.handler(({ input, context: { core } }) => listAnalysisIds(core.db, input, input.limit)),
  get: os.analyses.get.handler(({ input, context: { core } }) => requireLane(core.db, input.id)),
  groups: os.analyses.groups.handler(({ context: { core } }) => groupAnalyses(core.db)),
  ofVideo: os.analyses.ofVideo.handler(async ({ input, context: { core } }) => {
    const { file_path, file_hash } = await requireVideo(core.db, input.id)
    const paths = [file_path, absolutePath(core.layout, file_path)]
    return await listLanes(core.db, { paths, hash: withAlgorithm(file_hash) })
  }),
  cached: os.analyses.cached.handler(
    async ({ input, context: { core } }) => (await findCachedAnalysis(core.db, input)) ?? null,
  ),
  cachedByContent: os.analyses.cachedByContent.handler(
    async ({ input, context: { core } }) => (await findAnalysisOfContent(core.db, input)) ?? null,
  ),
  save: os.analyses.save.handler(({ input, context: { core } }) => saveAnalysis(core, input)),
  saveAll: os.analyses.saveAll.handler(async ({ input, context: { core } }) => {
    await saveAnalyses(core, input.analyses)
    return { saved: input.analyses.length }
  }),
  explain: os.analyses.explain.handler(async ({ input, context: { core } }) =>
    explain(core, await questionOf(core, input)),
  ),
  verify: os.analyses.verify.handler(async ({ input, context: { core } }) =>
    startVerification(core, await listAnalysedFiles(core.db, input.ids)),
  ),
  remove: os.analyses.remove.handler(({ input, context: { core } }) =>
    core.write(async (db, touch) => {
      const removed = await removeAnalyses(db, input.ids)
      touch('analyses')
      return { removed }
    }),
  ),
  restore: os.analyses.restore.handler(({ input, context: { core } }) =>
    core.write(async (db, touch) => {
      const restored = await restoreAnalyses(db, input.ids)
      touch('analyses')
      return { restored }
    }),
  ),
}
