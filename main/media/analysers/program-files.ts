import { stat } from 'node:fs/promises'
import { basename, isAbsolute, resolve } from 'node:path'
import { findOnPath } from '../tools.ts'

/**
 * Returns the absolute path of the program of an analyser in `folder`; undefined if it is not on PATH. A name without a
 * folder is looked up there and nowhere else: some systems would look in the analyser's folder first.
 */
export function programPath(program: string, folder: string): string | undefined {
  if (isAbsolute(program)) return program
  return basename(program) === program ? findOnPath(program, process.env) : resolve(folder, program)
}

/**
 * Returns the paths of the files that an analyser with these arguments runs: its program, and the files that further
 * arguments name, such as the script of an interpreter.
 */
export async function programFiles(
  [program, ...others]: readonly [string, ...string[]],
  folder: string,
): Promise<string[]> {
  const paths = [programPath(program, folder) ?? program]
  for (const part of others) {
    const path = resolve(folder, part)
    const stats = await stat(path).catch(() => undefined)
    if (stats?.isFile()) paths.push(path)
  }
  return paths
}
