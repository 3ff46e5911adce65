import { readdir, readFile, stat } from 'node:fs/promises'
import { join } from 'node:path'
import { messageOf } from '../../../shared/errors.ts'
import type { Analyser } from './analyser.ts'
import { builtinAnalysers } from './builtin.ts'
import { type OwnAnalyser, type OwnStage, parseDeclaration } from './declaration.ts'

export interface FoundAnalysers {
  builtin: readonly Analyser[]
  /** Declared by the library. */
  own: OwnAnalyser[]
  /** Stages of pipelines, declared by the library. */
  stages: OwnStage[]
  /** Declarations that cannot be used, and why. */
  faults: { file: string; message: string }[]
}

const largestDeclaration = 1024 * 1024

/**
 * Finds the analysers that come with Rushes, and those that the `*.json` files in `folder` declare, which are read at
 * each call, in the order of their names. A second analyser of one name is a fault.
 */
export async function findAnalysers(folder: string): Promise<FoundAnalysers> {
  const own: OwnAnalyser[] = []
  const stages: OwnStage[] = []
  const faults: FoundAnalysers['faults'] = []
  const sources = new Map(builtinAnalysers.map(({ name }) => [name, 'an analyser of Rushes']))
  for (const file of await declarationFiles(folder)) {
    try {
      const analyser = parseDeclaration(await readSmall(join(folder, file)), folder)
      const source = sources.get(analyser.name)
      if (source !== undefined) throw new Error(`The name ${analyser.name} is already used by ${source}.`)
      sources.set(analyser.name, file)
      if ('runStage' in analyser) stages.push(analyser)
      else own.push(analyser)
    } catch (error) {
      faults.push({ file, message: messageOf(error) })
    }
  }
  return { builtin: builtinAnalysers, own, stages, faults }
}

async function declarationFiles(folder: string): Promise<string[]> {
  const names = await readdir(folder).catch(() => [])
  return names.filter((name) => name.endsWith('.json')).sort()
}

/** Reads a declaration. @throws Error if it is no file, or too large */
export async function readSmall(path: string): Promise<string> {
  const stats = await stat(path)
  // Reading a named pipe would block.
  if (!stats.isFile()) throw new Error('It is not a file.')
  if (stats.size > largestDeclaration) throw new Error('It is larger than 1 MiB.')
  return await readFile(path, 'utf8')
}
