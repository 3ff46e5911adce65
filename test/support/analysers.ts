import { chmodSync, mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { JsonObject } from '../../main/media/analysers/analyser.ts'

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
