import type { Analysis, NewAnalysis } from '../../../shared/contract/analyses.ts'
import { messageOf, RushesError } from '../../../shared/errors.ts'
import type { Core } from '../../core.ts'
import { findAnalysisAtPath, type NewAnalysisRow, upsertAnalyses } from '../../database/analyses.ts'
import { withoutAlgorithm } from '../../database/caches/cache-state.ts'
import { upsertConfiguration } from '../../database/configurations.ts'
import type { Tables } from '../../database/tables.ts'
import { type Duration, listDurations } from '../../database/videos/durations.ts'
import { badField, requireSmall } from '../calls/input.ts'
import { resolveConfig } from '../configurations.ts'

/** Caches one analysis; it replaces the one cached for its path and configuration. @throws RushesError BAD_INPUT */
export async function saveAnalysis(core: Core, analysis: NewAnalysis): Promise<Analysis> {
  const durations = await durationsOf(core, [analysis])
  const { row, configuration } = prepare(analysis, durations)
  await write(core, [row], [configuration])
  const saved = await findAnalysisAtPath(core.db, row)
  if (!saved)
    throw new RushesError('NOT_FOUND', `The analysis of ${row.file_path} was removed right after it was cached.`)
  return saved
}

/**
 * Caches analyses in one transaction.
 * @throws RushesError BAD_INPUT with the index of the wrong one; nothing is cached then.
 */
export async function saveAnalyses(core: Core, analyses: readonly NewAnalysis[]): Promise<void> {
  const durations = await durationsOf(core, analyses)
  const rows: NewAnalysisRow[] = []
  const configurations = new Map<string, Tables['configurations']>()
  for (const [index, analysis] of analyses.entries()) {
    const { row, configuration: it } = inList(`analyses.${index}.`, () => prepare(analysis, durations))
    rows.push(row)
    configurations.set(`${it.config_hash} ${it.name} ${it.config !== null}`, it)
  }
  await write(core, rows, [...configurations.values()])
}

/**
 * Caches an analysis, or logs why it could not: the caller still has the result. Returns whether it worked. The
 * standard’s `save_with_logging`.
 */
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
  configurations: readonly Tables['configurations'][],
): Promise<void> {
  const createdAt = core.clock().getTime() / 1000
  await core.write(async ({ db, touch }) => {
    for (const configuration of configurations) await upsertConfiguration(db, configuration)
    await upsertAnalyses(db, rows, createdAt)
    touch('analyses')
  })
}

function prepare(
  analysis: NewAnalysis,
  durations: ReadonlyMap<string, Duration>,
): { row: NewAnalysisRow; configuration: Tables['configurations'] } {
  const { file_path, file_hash, name = null } = analysis
  const { config_hash, canonical } = resolveConfig(analysis)
  const ranges = analysis.ranges ? JSON.stringify(analysis.ranges) : null
  const metadata = analysis.metadata ? JSON.stringify(analysis.metadata) : null
  requireSmall('ranges', ranges, metadata, canonical)
  requireInside(analysis.ranges, durations.get(withoutAlgorithm(file_hash)))
  return {
    row: { file_path, file_hash, config_hash, ranges, metadata },
    configuration: { config_hash, name, config: canonical },
  }
}

async function durationsOf(core: Core, analyses: readonly NewAnalysis[]): Promise<Map<string, Duration>> {
  const withRanges = analyses.filter(({ ranges }) => ranges?.length)
  return await listDurations(core.db, [...new Set(withRanges.map(({ file_hash }) => withoutAlgorithm(file_hash)))])
}

/**
 * Requires ranges that end with the content, if its duration is known; decoders may count a frame more.
 * @throws RushesError BAD_INPUT
 */
export function requireInside(
  ranges: readonly { end: number }[] = [],
  duration: Duration | undefined,
  fieldOf = (index: number) => `ranges.${index}.end`,
): void {
  if (!duration) return
  const late = ranges.findIndex(({ end }) => end > duration.seconds + duration.frameSeconds)
  if (late === -1) return
  throw badField(fieldOf(late), `The range ends after the file, which lasts ${duration.seconds} seconds.`)
}

/** Runs `work` and prefixes the fields of its errors with those of an item in a list. */
function inList<T>(prefix: string, work: () => T): T {
  try {
    return work()
  } catch (error) {
    if (!(error instanceof RushesError)) throw error
    const fields = ((error.data?.fields ?? []) as string[]).map((field) => prefix + field)
    throw new RushesError(error.code, prefix + error.message, { cause: error, data: { fields } })
  }
}
