import { analysers as calls, type Analyser as ListedAnalyser } from '../../shared/contract/analysers.ts'
import type { AnalysisRequest } from '../../shared/contract/analyses.ts'
import { RushesError } from '../../shared/errors.ts'
import type { JsonObject } from '../../shared/json-object.ts'
import type { Core } from '../core.ts'
import type { Analyser } from '../media/analysers/analyser.ts'
import { completeConfig, defaultsOf } from '../media/analysers/config-schema.ts'
import type { OwnAnalyser, OwnStage } from '../media/analysers/declaration.ts'
import { findAnalysers } from '../media/analysers/find-analysers.ts'
import { allowProgram, describeProgram, forbidProgram } from './analysers/consent.ts'
import { implementCalls } from './calls/implement.ts'
import { analysisConfig, hashConfig } from './configurations/hash-config.ts'

const os = implementCalls({ analysers: calls })

/** An analyser with its complete configuration and the key of its results. */
export interface ReadyAnalyser {
  analyser: Analyser
  config: JsonObject
  /** The value that is hashed: analyser, version and configuration. */
  cached: ReturnType<typeof analysisConfig> & { config: JsonObject }
  config_hash: string
}

/**
 * Finds an analyser by name, checks its configuration and fills in the defaults.
 * @throws RushesError NOT_FOUND, BAD_INPUT.
 */
export async function readyAnalyser(core: Core, { analyser: name, config }: AnalysisRequest): Promise<ReadyAnalyser> {
  const { builtin, own, faults } = await findAnalysers(core.layout.analysers)
  const analyser = [...builtin, ...own].find((one) => one.name === name)
  if (!analyser) {
    const fault = faults.find(({ file }) => file === `${name}.json`)
    const known = `There are ${[...builtin, ...own].map((one) => one.name).join(', ')}.`
    throw new RushesError('NOT_FOUND', `Analyser not found: ${name}. ${fault?.message ?? known}`)
  }
  const complete = completeConfig(analyser.configSchema, config)
  const cached = { ...analysisConfig(analyser, complete), config: complete }
  return { analyser, config: complete, cached, config_hash: hashConfig(cached).config_hash }
}

/** Returns the configuration of a request as it is cached: defaults filled in, with the analyser and its version. */
export async function configOfRequest(core: Core, request: AnalysisRequest): Promise<unknown> {
  return (await readyAnalyser(core, request)).cached
}

async function listed(core: Core, analyser: Analyser | OwnAnalyser | OwnStage): Promise<ListedAnalyser> {
  const { configSchema, name, title, description, version } = analyser
  const program = 'argv' in analyser ? await describeProgram(core, analyser) : null
  const builtin = program === null
  const defaults = defaultsOf(configSchema)
  const reads = 'runStage' in analyser ? 'frames' : 'video'
  return { name, title, description, version, reads, builtin, program, config_schema: configSchema, defaults }
}

/** @throws RushesError NOT_FOUND */
async function requireOwn(core: Core, name: string): Promise<OwnAnalyser | OwnStage> {
  const { own, stages } = await findAnalysers(core.layout.analysers)
  const analyser = [...own, ...stages].find((one) => one.name === name)
  if (!analyser) throw new RushesError('NOT_FOUND', `The library declares no analyser “${name}”.`)
  return analyser
}

export const analysers = {
  list: os.analysers.list.handler(async ({ context: { core } }) => {
    const { builtin, own, stages, faults } = await findAnalysers(core.layout.analysers)
    return { items: await Promise.all([...builtin, ...own, ...stages].map((one) => listed(core, one))), faults }
  }),
  allow: os.analysers.allow.handler(async ({ input: { name, digest }, context: { core } }) => {
    const analyser = await requireOwn(core, name)
    await allowProgram(core, analyser, digest)
    return await listed(core, analyser)
  }),
  forbid: os.analysers.forbid.handler(async ({ input: { name }, context: { core } }) => {
    const analyser = await requireOwn(core, name)
    await forbidProgram(core, analyser)
    return await listed(core, analyser)
  }),
}
