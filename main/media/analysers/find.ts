import { readdir, readFile, stat } from 'node:fs/promises'
import { join } from 'node:path'
import { messageOf } from '../../../shared/errors.ts'
import type { Analyser } from './analyser.ts'
import { builtinAnalysers } from './builtin.ts'
import { parseDeclaration } from './declaration.ts'

export interface FoundAnalysers {
  builtin: readonly Analyser[]
  /** Declared in the library. */
  own: Analyser[]
  /** Files in the folder of declarations that declare nothing, and why. */
  faults: { file: string; message: string }[]
}

const largestDeclaration = 1024 * 1024

/**
 * All that can be run: what comes with Rushes, and what the `*.json` files in `folder` declare, read anew at each call, in
 * the order of their names. A name that is taken already is a fault.
 */
export async function findAnalysers(folder: string): Promise<FoundAnalysers> {
  const own: Analyser[] = []
  const faults: FoundAnalysers['faults'] = []
  const takenBy = new Map(builtinAnalysers.map(({ name }) => [name, 'an analyser of Rushes']))
  for (const file of await declarationFiles(folder)) {
    try {
      const analyser = parseDeclaration(await readSmall(join(folder, file)), folder)
      const taken = takenBy.get(analyser.name)
      if (taken !== undefined) throw new Error(`The name ${analyser.name} is taken by ${taken}.`)
      takenBy.set(analyser.name, file)
      own.push(analyser)
    } catch (error) {
      faults.push({ file, message: messageOf(error) })
    }
  }
  return { builtin: builtinAnalysers, own, faults }
}

async function declarationFiles(folder: string): Promise<string[]> {
  const names = await readdir(folder).catch(() => [])
  return names.filter((name) => name.endsWith('.json')).sort()
}

async function readSmall(path: string): Promise<string> {
  const stats = await stat(path)
  // A pipe would be waited for.
  if (!stats.isFile()) throw new Error('It is no file.')
  if (stats.size > largestDeclaration) throw new Error('It is larger than 1 MiB.')
  return await readFile(path, 'utf8')
}
