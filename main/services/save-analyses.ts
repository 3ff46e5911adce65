import type { Analysis, NewAnalysis } from '../../shared/contract/analyses.ts'
import { messageOf, RushesError } from '../../shared/errors.ts'
import type { Core } from '../core.ts'
import { findAnalysisAtPath, putAnalyses } from '../database/analyses.ts'
import { withoutAlgorithm } from '../database/cache-state.ts'
import { putConfiguration } from '../database/configurations.ts'
import { listLengths } from '../database/video-lengths.ts'
import { resolveConfig } from './configurations.ts'
import { requireSmall } from './json-limit.ts'

interface Prepared {
  row: { file_path: string; file_hash: string; config_hash: string; ranges: string | null; metadata: string | null }
  configuration: { config_hash: string; name: string | null; config: string | null }
}

/**
 * Caches analyses in one transaction, all or none; each takes the place of what was cached for its path and configuration.
 * @throws RushesError BAD_INPUT, with the place of the wrong one where there are several.
 */
export async function saveAnalyses(core: Core, analyses: readonly NewAnalysis[]): Promise<void> {
  const field = (index: number, name: string) => (analyses.length > 1 ? `analyses.${index}.${name}` : name)
  const prepared = analyses.map((analysis, index) => prepare(analysis, (name) => field(index, name)))
  await requireInside(core, analyses, field)
  const created_at = core.clock().getTime() / 1000
  const configurations = new Map(prepared.map(({ configuration: it }) => [JSON.stringify(it), it]))
  await core.write(async (db, touch) => {
    for (const configuration of configurations.values()) await putConfiguration(db, configuration)
    await putAnalyses(
      db,
      prepared.map(({ row }) => ({ ...row, created_at })),
    )
    touch('analyses')
  })
}

/** Caches one analysis and answers with its row. @throws RushesError BAD_INPUT */
export async function saveAnalysis(core: Core, analysis: NewAnalysis): Promise<Analysis> {
  await saveAnalyses(core, [analysis])
  const { config_hash } = resolveConfig(analysis)
  const saved = await findAnalysisAtPath(core.db, { file_path: analysis.file_path, config_hash })
  if (!saved) throw new RushesError('NOT_FOUND', `What was cached of ${analysis.file_path} was removed meanwhile.`)
  return saved
}

/** The standard's `save_with_logging`: whether it worked. A result that could not be cached is no reason to lose it. */
export async function saveAnalysisOrLog(core: Core, analysis: NewAnalysis): Promise<boolean> {
  return await saveAnalyses(core, [analysis]).then(
    () => true,
    (error) => {
      core.log.warn('analysis not cached', { file_path: analysis.file_path, error: messageOf(error) })
      return false
    },
  )
}

function prepare(analysis: NewAnalysis, field: (name: string) => string): Prepared {
  const { file_path, file_hash, name = null } = analysis
  const { config_hash, canonical } = resolveConfig(analysis)
  const ranges = analysis.ranges ? JSON.stringify(analysis.ranges) : null
  const metadata = analysis.metadata ? JSON.stringify(analysis.metadata) : null
  requireSmall(field('ranges'), ranges, metadata, canonical)
  return {
    row: { file_path, file_hash, config_hash, ranges, metadata },
    configuration: { config_hash, name, config: canonical },
  }
}

/** Where the library knows how long a content is, its ranges end with it; a frame more is how decoders count. */
async function requireInside(
  core: Core,
  analyses: readonly NewAnalysis[],
  field: (index: number, name: string) => string,
): Promise<void> {
  const hashes = analyses.filter(({ ranges }) => ranges?.length).map(({ file_hash }) => withoutAlgorithm(file_hash))
  const lengths = await listLengths(core.db, [...new Set(hashes)])
  for (const [index, { ranges = [], file_hash }] of analyses.entries()) {
    const length = lengths.get(withoutAlgorithm(file_hash))
    const late = length ? ranges.findIndex(({ end }) => end > length.seconds + length.frameSeconds) : -1
    if (!length || late === -1) continue
    const place = field(index, `ranges.${late}.end`)
    const message = `${place}: The range ends after the file, which lasts ${length.seconds} seconds.`
    throw new RushesError('BAD_INPUT', message, { data: { fields: [place] } })
  }
}
