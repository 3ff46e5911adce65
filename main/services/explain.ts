import type { Explanation } from '../../shared/contract/analyses.ts'
import type { Configuration, Difference } from '../../shared/contract/configurations.ts'
import { RushesError } from '../../shared/errors.ts'
import { jsonDifferences } from '../../shared/json-differences.ts'
import type { Core } from '../core.ts'
import { withAlgorithm } from '../database/cache-state.ts'
import { findConfiguration } from '../database/configurations.ts'
import { type KnownAnalysis, listKnownAnalyses } from '../database/listed-analyses.ts'
import { contentAt } from '../ingest/content-at.ts'
import { absolutePath } from '../storage/layout.ts'

/** Which analysis is asked for: of which file, with what. `name` is that of the analyser. */
export type Question = Configuration & { file_path: string }

/**
 * Why an analysis of a file with a configuration is cached, or not, with what exactly differs. The file is looked at, and
 * read where it was touched since the last visit.
 */
export async function explain(core: Core, question: Question): Promise<Explanation> {
  const { file_path, config_hash } = question
  const path = absolutePath(core.layout, file_path)
  const now = await contentAt(core, path).catch(nullWhereMissing)
  const hash = now && withAlgorithm(now.file_hash)
  const analyses = await listKnownAnalyses(core.db, { paths: [file_path, path], hash })
  const same = analyses.filter((it) => it.config_hash === config_hash)
  const base = { file_path: path, file_hash: hash, config_hash, nearest: null, changed_at: null, differences: null }

  if (!now) return { ...base, reason: 'file_gone', nearest: same[0] ?? null }
  const hit = same.find((it) => it.file_hash === hash)
  if (hit) return { ...base, reason: 'cached', nearest: hit }
  const old = same[0]
  if (old) return { ...base, reason: 'content_changed', nearest: old, changed_at: now.mtime_ms / 1000 }
  const wanted = await withWhatIsKnown(core, question)
  const others = analyses.filter(({ name }) => name === null || wanted.name === null || name === wanted.name)
  const ofContent = others.filter((it) => it.file_hash === hash)
  const found = nearestOf(wanted.config, ofContent.length > 0 ? ofContent : others)
  return found ? { ...base, reason: 'config_differs', ...found } : { ...base, reason: 'never_run' }
}

function nullWhereMissing(error: unknown): null {
  if (error instanceof RushesError && error.code === 'FILE_MISSING') return null
  throw error
}

async function withWhatIsKnown(core: Core, { config_hash, name, config }: Question): Promise<Configuration> {
  const known = await findConfiguration(core.db, config_hash)
  return { config_hash, name: name ?? known.name, config: config ?? known.config }
}

interface Nearest {
  nearest: KnownAnalysis
  differences: Difference[] | null
}

/** The one with the fewest differences, the newest of several; where no configuration is known, the newest, with none. */
function nearestOf(config: Configuration['config'], analyses: readonly KnownAnalysis[]): Nearest | undefined {
  const [newest] = analyses
  if (!newest) return undefined
  const compared = analyses.flatMap((it) =>
    it.config === null || config === null ? [] : [{ nearest: it, differences: jsonDifferences(it.config, config) }],
  )
  const [nearest] = compared.sort((a, b) => a.differences.length - b.differences.length)
  return nearest ?? { nearest: newest, differences: null }
}
