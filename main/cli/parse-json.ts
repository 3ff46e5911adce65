import { messageOf, RushesError } from '../../shared/errors.ts'

/** Parses a JSON argument. @throws RushesError BAD_INPUT */
export function parseJson(json: string): unknown {
  try {
    return JSON.parse(json)
  } catch (error) {
    throw new RushesError('BAD_INPUT', `“${json}” isn’t valid JSON: ${messageOf(error)}.`)
  }
}
