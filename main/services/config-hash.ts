import { createHash } from 'node:crypto'
import { canonicalJson } from '../../shared/canonical-json.ts'

/** A configuration as it is cached. */
export interface HashedConfig {
  config_hash: string
  /** The configuration in its canonical form. */
  canonical: string
}

/** The hash under which what was made with `config` is cached: SHA-256 of its canonical form. @throws RushesError BAD_INPUT */
export function hashConfig(config: unknown): HashedConfig {
  const canonical = canonicalJson(config)
  return { config_hash: `sha256:${createHash('sha256').update(canonical, 'utf8').digest('hex')}`, canonical }
}

/**
 * What an analyser of ours is cached under: not its configuration alone, so that two analysers with `{}` never share an
 * entry, nor two versions of one whose results differ.
 */
export function analysisConfig(analyser: { name: string; version: string }, config: Record<string, unknown>) {
  return { analyser: analyser.name, config, version: analyser.version }
}
