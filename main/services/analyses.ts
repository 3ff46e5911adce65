import { type AnalysisRequest, analyses as calls } from '../../shared/contract/analyses.ts'
import type { Configuration } from '../../shared/contract/configurations.ts'
import { listCurrent } from '../contents/refresh-locations.ts'
import type { Core } from '../core.ts'
import {
  countAnalyses,
  groupAnalyses,
  listAnalysedFiles,
  listAnalyses,
  listAnalysisIds,
  listLanes,
  requireLane,
} from '../database/analyses/list-analyses.ts'
import { findAnalysisOfContent, findCachedAnalysis } from '../database/analyses.ts'
import { withAlgorithm } from '../database/caches/cache-state.ts'
import { removeAnalyses, restoreAnalyses } from '../database/removal/removed-caches.ts'
import { requireVideo } from '../database/videos.ts'
import { absolutePath } from '../storage/absolute-path.ts'
import { configOfRequest } from './analysers.ts'
import { compareAnalyses } from './analyses/compare.ts'
import { correct } from './analyses/correct.ts'
import { type ExplainedAnalysis, explain } from './analyses/explain.ts'
import { analysisRuns } from './analyses/run-analyses.ts'
import { saveAnalyses, saveAnalysis } from './analyses/save-analyses.ts'
import { startVerification } from './caches/verify-files.ts'
import { type Caller, requireScope } from './calls/caller.ts'
import { implementCalls } from './calls/implement.ts'
import { badField } from './calls/input.ts'
import { resolveConfig } from './configurations.ts'

const os = implementCalls({ analyses: calls })

interface ExplainInput {
  file_path?: string | undefined
  video_id?: string | undefined
  config_hash?: string | undefined
  config?: Configuration['config'] | undefined
  request?: AnalysisRequest | undefined
}

async function explainedAnalysis(core: Core, caller: Caller, input: ExplainInput): Promise<ExplainedAnalysis> {
  const { video_id, request } = input
  // The file at the path is hashed, whether or not it is of the library.
  if (video_id === undefined) requireScope(caller, 'admin')
  const file_path = video_id === undefined ? input.file_path : (await requireVideo(core.db, video_id)).file_path
  if (file_path === undefined) {
    throw badField('file_path', 'Give a file or a video.')
  }
  const config = request ? await configOfRequest(core, request) : input.config
  const { config_hash } = resolveConfig({ config_hash: input.config_hash, config })
  return {
    file_path,
    config_hash,
    name: request?.analyser ?? null,
    config: (config as Configuration['config']) ?? null,
  }
}

function pathsOf({ file_path }: { file_path: string }): string[] {
  return [file_path]
}

export const analyses = {
  ...analysisRuns,
  list: os.analyses.list.handler(async ({ input, context: { core } }) => {
    const items = await listCurrent(core, () => listAnalyses(core.db, input, input), pathsOf)
    return { items, total: await countAnalyses(core.db, input) }
  }),
  ids: os.analyses.ids.handler(({ input, context: { core } }) =>
    listAnalysisIds(core.db, input, { offset: 0, ...input }),
  ),
  get: os.analyses.get.handler(async ({ input, context: { core } }) => {
    const [lane] = await listCurrent(core, async () => [await requireLane(core.db, input.id)] as const, pathsOf)
    return lane
  }),
  groups: os.analyses.groups.handler(({ context: { core } }) => groupAnalyses(core.db)),
  ofVideo: os.analyses.ofVideo.handler(async ({ input, context: { core } }) => {
    const { file_path, file_hash } = await requireVideo(core.db, input.id)
    const paths = [file_path, absolutePath(core.layout, file_path)]
    return await listCurrent(core, () => listLanes(core.db, { paths, hash: withAlgorithm(file_hash) }), pathsOf)
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
  compare: os.analyses.compare.handler(({ input, context: { core }, signal }) => compareAnalyses(core, input, signal)),
  correct: os.analyses.correct.handler(({ input, context: { core } }) => correct(core, input.id, input.edits)),
  explain: os.analyses.explain.handler(async ({ input, context: { core, caller } }) =>
    explain(core, await explainedAnalysis(core, caller, input)),
  ),
  verify: os.analyses.verify.handler(async ({ input, context: { core, caller } }) =>
    startVerification(core, caller, await listAnalysedFiles(core.db, input.ids)),
  ),
  remove: os.analyses.remove.handler(({ input, context: { core } }) =>
    core.write(async ({ db, touch }) => {
      const removed = await removeAnalyses(db, input.ids)
      touch('analyses')
      return { removed }
    }),
  ),
  restore: os.analyses.restore.handler(({ input, context: { core } }) =>
    core.write(async ({ db, touch }) => {
      const restored = await restoreAnalyses(db, input.ids)
      touch('analyses')
      return { restored }
    }),
  ),
}
