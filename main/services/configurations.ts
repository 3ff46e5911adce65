import { configurations as calls } from '../../shared/contract/configurations.ts'
import { jsonDifferences } from '../../shared/json-differences.ts'
import { requireConfig } from '../database/configurations.ts'
import { implementCalls } from './calls/implement.ts'
import { badField } from './calls/input.ts'
import { hashConfig } from './configurations/hash-config.ts'

const os = implementCalls({ configurations: calls })

/** A configuration as callers give it: its hash, its value, or both. */
interface NamedConfig {
  config_hash?: string | undefined
  config?: unknown
}

/**
 * Returns the hash, and the canonical form of the configuration if its value is given.
 * @throws RushesError BAD_INPUT
 */
export function resolveConfig({ config_hash, config }: NamedConfig): { config_hash: string; canonical: string | null } {
  if (config === undefined) {
    if (config_hash !== undefined) return { config_hash, canonical: null }
    throw badField('config_hash', 'Give the configuration or its hash.')
  }
  const hashed = hashConfig(config)
  if (config_hash === undefined || config_hash === hashed.config_hash) return hashed
  throw badField('config_hash', `Not the hash of the configuration, which is ${hashed.config_hash}.`)
}

export const configurations = {
  hash: os.configurations.hash.handler(({ input }) => hashConfig(input.config)),
  differences: os.configurations.differences.handler(async ({ input, context: { core } }) =>
    jsonDifferences(await requireConfig(core.db, input.was), await requireConfig(core.db, input.is)),
  ),
}
