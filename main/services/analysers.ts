import type { Analyser as ListedAnalyser } from '../../shared/contract/analysers.ts'
import type { AnalysisRequest } from '../../shared/contract/analyses.ts'
import { RushesError } from '../../shared/errors.ts'
import type { Core } from '../core.ts'
import type { Analyser, JsonObject } from '../media/analysers/analyser.ts'
import { completeConfig, defaultsOf } from '../media/analysers/config-schema.ts'
import { findAnalysers } from '../media/analysers/find.ts'
import { analysisConfig, hashConfig } from './config-hash.ts'
import { os } from './implement.ts'

/** An analyser with all that it is run with, and what its results are cached under. */
export interface ReadyAnalyser {
  analyser: Analyser
  config: JsonObject
  /** The configuration as it is hashed. */
  cached: ReturnType<typeof analysisConfig> & { config: JsonObject }
  config_hash: string
}

/**
 * Finds what is asked for, and completes and checks its configuration.
 * @throws RushesError NOT_FOUND, BAD_INPUT.
 */
export async function readyAnalyser(core: Core, { analyser: name, config }: AnalysisRequest): Promise<ReadyAnalyser> {
  const { builtin, own, faults } = await findAnalysers(core.layout.analysers)
  const analyser = [...builtin, ...own].find((one) => one.name === name)
  if (!analyser) {
    const fault = faults.find(({ file }) => file === `${name}.json`)
    const known = `there are ${[...builtin, ...own].map((one) => one.name).join(', ')}`
    throw new RushesError('NOT_FOUND', `There is no analyser ${name}: ${fault?.message ?? `${known}.`}`)
  }
  const complete = completeConfig(analyser.configSchema, config)
  const cached = { ...analysisConfig(analyser, complete), config: complete }
  return { analyser, config: complete, cached, config_hash: hashConfig(cached).config_hash }
}

/** The configuration as it is cached of what is asked for: defaults filled in, with the analyser and its version. */
export async function configOfRequest(core: Core, request: AnalysisRequest): Promise<unknown> {
  return (await readyAnalyser(core, request)).cached
}

function listed({ configSchema, name, title, description, version }: Analyser, builtin: boolean): ListedAnalyser {
  return { name, title, description, version, builtin, config_schema: configSchema, defaults: defaultsOf(configSchema) }
}

export const analysers = {
  list: os.analysers.list.handler(async ({ context: { core } }) => {
    const { builtin, own, faults } = await findAnalysers(core.layout.analysers)
    return { items: [...builtin.map((one) => listed(one, true)), ...own.map((one) => listed(one, false))], faults }
  }),
}
