import { readFile } from 'node:fs/promises'
import { resolve } from 'node:path'
import { describeFileError } from '../../shared/errors.ts'

/** Reads a file that an argument names, relative to the current folder. @throws RushesError that names the file. */
export async function readArgument(file: string): Promise<Buffer> {
  const path = resolve(file)
  return await readFile(path).catch((error) => {
    throw describeFileError(error, path)
  })
}
