import { isAbsolute } from 'node:path'
import { RushesError } from '../../shared/errors.ts'

/**
 * Where “here” is depends on the door, so no door leaves it to the core to guess. No system has null bytes in paths.
 * @throws RushesError BAD_INPUT with the name of the field.
 */
export function requireAbsolute(field: string, paths: readonly string[]): void {
  const wrong = paths.find((path) => !isAbsolute(path) || path.includes('\0'))
  if (wrong === undefined) return
  throw new RushesError('BAD_INPUT', `${field}: “${wrong}” is not an absolute path.`, { data: { fields: [field] } })
}
