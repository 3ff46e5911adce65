import { messageOf, RushesError } from '../../shared/errors.ts'

/** A JSON text that somebody typed. @throws RushesError BAD_INPUT */
export function parseJson(json: string): unknown {
  try {
    return JSON.parse(json)
  } catch (error) {
    throw new RushesError('BAD_INPUT', `“${json}” is not JSON: ${messageOf(error)}.`)
  }
}
