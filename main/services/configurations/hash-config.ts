import { createHash } from 'node:crypto'
import { canonicalJson } from '../../../shared/canonical-json.ts'

/** A configuration with the key that it is cached under. */
export interface HashedConfig {
  config_hash: string
  /** The configuration in its canonical form. */
  canonical: string
}

/**
 * Returns the hash that the results of a configuration are cached under: SHA-256 of its canonical form.
 * @throws RushesError BAD_INPUT
 */
export function hashConfig(config: unknown): HashedConfig {
  const canonical = canonicalJson(config)
  return { config_hash: `sha256:${createHash('sha256').update(canonical, 'utf8').digest('hex')}`, canonical }
}

/**
 * Returns what the results of an analyser are cached under: not its configuration alone, because two analysers with
 * `{}`, or two versions of one, must not share an entry.
 */
export function analysisConfig(analyser: { name: string; version: string }, config: Record<string, unknown>) {
  return { analyser: analyser.name, config, version: analyser.version }
}
