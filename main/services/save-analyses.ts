import type { Analysis, NewAnalysis } from '../../shared/contract/analyses.ts'
import { messageOf, RushesError } from '../../shared/errors.ts'
import type { Core } from '../core.ts'
import { findAnalysisAtPath, type NewAnalysisRow, putAnalyses } from '../database/analyses.ts'
import { withoutAlgorithm } from '../database/cache-state.ts'
import { putConfiguration } from '../database/configurations.ts'
import type { ConfigurationsTable } from '../database/tables.ts'
import { type Length, listLengths } from '../database/video-lengths.ts'
import { resolveConfig } from './configurations.ts'
import { requireSmall } from './json-limit.ts'

/** Caches one analysis in the place of what was cached for its path and configuration. @throws RushesError BAD_INPUT */
export async function saveAnalysis(core: Core, analysis: NewAnalysis): Promise<Analysis> {
  const lengths = await lengthsFor(core, [analysis])
  const { row, configuration } = prepare(analysis, lengths)
  await write(core, [row], [configuration])
  const saved = await findAnalysisAtPath(core.db, row)
  if (!saved) throw new RushesError('NOT_FOUND', `What was cached of ${row.file_path} was removed meanwhile.`)
  return saved
}

/** The same of many in one transaction, all or none. @throws RushesError BAD_INPUT, with the place of the wrong one. */
export async function saveAnalyses(core: Core, analyses: readonly NewAnalysis[]): Promise<void> {
  const lengths = await lengthsFor(core, analyses)
  const rows: NewAnalysisRow[] = []
  const configurations = new Map<string, ConfigurationsTable>()
  for (const [index, analysis] of analyses.entries()) {
    const { row, configuration: it } = inPlace(`analyses.${index}.`, () => prepare(analysis, lengths))
    rows.push(row)
    configurations.set(`${it.config_hash} ${it.name} ${it.config !== null}`, it)
  }
  await write(core, rows, [...configurations.values()])
}

/** The standard's `save_with_logging`: whether it worked. A result that could not be cached is no reason to lose it. */
export async function saveAnalysisOrLog(core: Core, analysis: NewAnalysis): Promise<boolean> {
  return await saveAnalysis(core, analysis).then(
    () => true,
    (error) => {
      core.log.warn('analysis not cached', { file_path: analysis.file_path, error: messageOf(error) })
      return false
    },
  )
}

async function write(
  core: Core,
  rows: readonly NewAnalysisRow[],
  configurations: readonly ConfigurationsTable[],
): Promise<void> {
  const createdAt = core.clock().getTime() / 1000
  await core.write(async (db, touch) => {
    for (const configuration of configurations) await putConfiguration(db, configuration)
    await putAnalyses(db, rows, createdAt)
    touch('analyses')
  })
}

function prepare(
  analysis: NewAnalysis,
  lengths: ReadonlyMap<string, Length>,
): { row: NewAnalysisRow; configuration: ConfigurationsTable } {
  const { file_path, file_hash, name = null } = analysis
  const { config_hash, canonical } = resolveConfig(analysis)
  const ranges = analysis.ranges ? JSON.stringify(analysis.ranges) : null
  const metadata = analysis.metadata ? JSON.stringify(analysis.metadata) : null
  requireSmall('ranges', ranges, metadata, canonical)
  requireInside(analysis.ranges, lengths.get(withoutAlgorithm(file_hash)))
  return {
    row: { file_path, file_hash, config_hash, ranges, metadata },
    configuration: { config_hash, name, config: canonical },
  }
}

async function lengthsFor(core: Core, analyses: readonly NewAnalysis[]): Promise<Map<string, Length>> {
  const withRanges = analyses.filter(({ ranges }) => ranges?.length)
  return await listLengths(core.db, [...new Set(withRanges.map(({ file_hash }) => withoutAlgorithm(file_hash)))])
}

/** Where the library knows how long a content is, its ranges end with it; a frame more is how decoders count. */
function requireInside(ranges: NewAnalysis['ranges'] = [], length: Length | undefined): void {
  if (!length) return
  const late = ranges.findIndex(({ end }) => end > length.seconds + length.frameSeconds)
  if (late === -1) return
  const field = `ranges.${late}.end`
  const message = `${field}: The range ends after the file, which lasts ${length.seconds} seconds.`
  throw new RushesError('BAD_INPUT', message, { data: { fields: [field] } })
}

/** Says of a refusal where in a list it belongs. */
function inPlace<T>(place: string, work: () => T): T {
  try {
    return work()
  } catch (error) {
    if (!(error instanceof RushesError)) throw error
    const fields = ((error.data?.fields ?? []) as string[]).map((field) => place + field)
    throw new RushesError(error.code, place + error.message, { cause: error, data: { fields } })
  }
}
