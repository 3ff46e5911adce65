import { RushesError } from '../../shared/errors.ts'
import { type JsonObject, jsonObjectSchema } from '../../shared/json-object.ts'
import { parseJson } from './parse-json.ts'

/** Parses metadata, a JSON object. @throws RushesError BAD_INPUT */
export function parseMetadata(text: string): JsonObject {
  const parsed = jsonObjectSchema.safeParse(parseJson(text))
  if (!parsed.success) throw new RushesError('BAD_INPUT', `--metadata: Expected a JSON object, such as {"shot": 12}.`)
  return parsed.data
}
