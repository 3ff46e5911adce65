import type { Explanation } from '../../../shared/contract/analyses.ts'
import type { Configuration, Difference } from '../../../shared/contract/configurations.ts'
import { correctedHash } from '../../../shared/corrections.ts'
import { RushesError } from '../../../shared/errors.ts'
import { jsonDifferences } from '../../../shared/json-differences.ts'
import { contentAt } from '../../contents/content-at.ts'
import type { Core } from '../../core.ts'
import { type KnownAnalysis, listKnownAnalyses } from '../../database/analyses/list-analyses.ts'
import { withAlgorithm } from '../../database/caches/cache-state.ts'
import { findConfiguration } from '../../database/configurations.ts'
import { listStoredAt } from '../../database/contents/find-content.ts'
import { findLocation } from '../../database/contents/locations.ts'
import { absolutePath } from '../../storage/absolute-path.ts'

/** The analysis to explain; `name` is that of the analyser. */
export type ExplainedAnalysis = Configuration & { file_path: string }

/**
 * Explains why an analysis of a file with a configuration is cached or not, and what exactly differs. The file is
 * hashed if it was touched since it was last hashed.
 */
export async function explain(core: Core, explained: ExplainedAnalysis): Promise<Explanation> {
  const { file_path, config_hash } = explained
  const path = absolutePath(core.layout, file_path)
  const now = await contentAt(core, path).catch(nullIfMissing)
  const hash = now && withAlgorithm(now.file_hash)
  const analyses = await listKnownAnalyses(core.db, { paths: [file_path, path], hash })
  const same = analyses.filter((it) => it.config_hash === config_hash)
  const base = { file_path: path, file_hash: hash, config_hash, nearest: null, changed_at: null, differences: null }

  if (!now) {
    await requireKnown(core, path, analyses.length > 0)
    return { ...base, reason: 'file_gone', nearest: same[0] ?? null }
  }
  const hit = same.find((it) => it.file_hash === hash)
  if (hit) return { ...base, reason: 'cached', nearest: hit }
  const old = same[0]
  if (old) return { ...base, reason: 'content_changed', nearest: old, changed_at: now.mtime_ms / 1000 }
  const wanted = await completed(core, explained)
  const byAnalysers = analyses.filter(({ config }) => correctedHash(config) === null)
  const others = byAnalysers.filter(({ name }) => name === null || wanted.name === null || name === wanted.name)
  const ofContent = others.filter((it) => it.file_hash === hash)
  const found = nearestOf(wanted.config, ofContent.length > 0 ? ofContent : others)
  return found ? { ...base, reason: 'config_differs', ...found } : { ...base, reason: 'never_run' }
}

/** @throws RushesError FILE_MISSING if nothing is known of a path without a file: it may never have had one. */
async function requireKnown(core: Core, path: string, isAnalysed: boolean): Promise<void> {
  if (isAnalysed || (await findLocation(core.db, path)) || (await listStoredAt(core.db, path)).length > 0) return
  throw new RushesError('FILE_MISSING', `${path} was not found.`)
}

function nullIfMissing(error: unknown): null {
  if (error instanceof RushesError && error.code === 'FILE_MISSING') return null
  throw error
}

/** Adds the name and the configuration that the library knows for the hash. */
async function completed(core: Core, { config_hash, name, config }: ExplainedAnalysis): Promise<Configuration> {
  const known = await findConfiguration(core.db, config_hash)
  return { config_hash, name: name ?? known.name, config: config ?? known.config }
}

interface Nearest {
  nearest: KnownAnalysis
  differences: Difference[] | null
}

/**
 * Returns the analysis with the fewest differences, the newest of several; the newest without differences if no
 * configuration is known.
 */
function nearestOf(config: Configuration['config'], analyses: readonly KnownAnalysis[]): Nearest | undefined {
  const [newest] = analyses
  if (!newest) return undefined
  const compared = analyses.flatMap((it) =>
    it.config === null || config === null ? [] : [{ nearest: it, differences: jsonDifferences(it.config, config) }],
  )
  const [nearest] = compared.sort((a, b) => a.differences.length - b.differences.length)
  return nearest ?? { nearest: newest, differences: null }
}
