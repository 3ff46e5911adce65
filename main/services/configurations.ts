import { RushesError } from '../../shared/errors.ts'
import { jsonDifferences } from '../../shared/json-differences.ts'
import { requireConfig } from '../database/configurations.ts'
import { hashConfig } from './config-hash.ts'
import { os } from './implement.ts'

/** A configuration as a caller names it: by its hash, by itself, or by both. */
interface NamedConfig {
  config_hash?: string | undefined
  config?: unknown
}

/** The hash, and the configuration in its canonical form where it was given. @throws RushesError BAD_INPUT */
export function resolveConfig({ config_hash, config }: NamedConfig): { config_hash: string; canonical: string | null } {
  if (config === undefined) {
    if (config_hash !== undefined) return { config_hash, canonical: null }
    throw refusal('Give the configuration or its hash.')
  }
  const hashed = hashConfig(config)
  if (config_hash === undefined || config_hash === hashed.config_hash) return hashed
  throw refusal(`It is not the hash of the configuration, which is ${hashed.config_hash}.`)
}

function refusal(why: string): RushesError {
  return new RushesError('BAD_INPUT', `config_hash: ${why}`, { data: { fields: ['config_hash'] } })
}

export const configurations = {
  hash: os.configurations.hash.handler(({ input }) => hashConfig(input.config)),
  differences: os.configurations.differences.handler(async ({ input, context: { core } }) =>
    jsonDifferences(await requireConfig(core.db, input.was), await requireConfig(core.db, input.is)),
  ),
}
