import { messageOf, RushesError } from '../../shared/errors.ts'
import { parseJson as findProblem } from '../../shared/workflow/parse-json.ts'

/** Number of characters that an error quotes before and after its position. */
const quoted = 20

/** Parses a JSON argument. @throws RushesError BAD_INPUT with the position, and the text around it. */
export function parseJson(json: string): unknown {
  try {
    return JSON.parse(json)
  } catch (error) {
    throw problemOf(json) ?? new RushesError('BAD_INPUT', `Not valid JSON: ${messageOf(error)}.`)
  }
}

function problemOf(json: string): RushesError | undefined {
  try {
    // It always knows the position. It accepts NaN and Infinity, which JSON.parse refuses.
    findProblem(json)
    return undefined
  } catch (error) {
    const { message, data } = error as RushesError
    const offset = Number(data?.offset)
    const [start, end] = [Math.max(0, offset - quoted), offset + quoted]
    const around = `${start > 0 ? '…' : ''}${json.slice(start, end)}${end < json.length ? '…' : ''}`
    return new RushesError('BAD_INPUT', around === '' ? message : `${message} Near: ${around}`, { cause: error })
  }
}
