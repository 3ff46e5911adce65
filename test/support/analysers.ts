import { chmodSync, mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Client } from '../../shared/contract/index.ts'
import type { JsonObject } from '../../shared/json-object.ts'
import type { TestLibrary } from './library.ts'

/** Declares an analyser in `folder` whose program is `script`, run by Node with `args` after its name. */
export function declare(folder: string, script: string, changes: JsonObject = {}): string {
  mkdirSync(folder, { recursive: true })
  const name = typeof changes.name === 'string' ? changes.name : 'own'
  const program = join(folder, `${name}.mjs`)
  writeFileSync(program, script)
  chmodSync(program, 0o755)
  const declaration = { name, version: '1', argv: [process.execPath, `${name}.mjs`, '{path}', '{config}'], ...changes }
  const file = join(folder, `${name}.json`)
  writeFileSync(file, JSON.stringify(declaration))
  return file
}

/** Declares an analyser in a library and allows it, as a person does who wrote it. */
export async function declareAllowed(
  { core, client }: Pick<TestLibrary, 'core' | 'client'>,
  script: string,
  changes: JsonObject = {},
): Promise<void> {
  declare(core.layout.analysers, script, changes)
  await allowAnalyser(client, typeof changes.name === 'string' ? changes.name : 'own')
}

/** Allows an analyser as it is now. */
export async function allowAnalyser(client: Client, name: string): Promise<void> {
  const { items } = await client.analysers.list()
  const digest = items.find((one) => one.name === name)?.program?.digest ?? ''
  await client.analysers.allow({ name, digest })
}
