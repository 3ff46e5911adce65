import { RushesError } from '../../shared/errors.ts'
import { type JsonObject, jsonObjectSchema } from '../../shared/json-object.ts'
import { parseJson } from './parse-json.ts'

/** Parses metadata, a JSON object. @throws RushesError BAD_INPUT */
export function parseMetadata(text: string): JsonObject {
  return parseObject(text, '--metadata: Expected a JSON object, such as {"shot": 12}.')
}

/** Parses the parameters of a generation, a JSON object. @throws RushesError BAD_INPUT */
export function parseParameters(text: string): JsonObject {
  return parseObject(text, '--parameters: Expected a JSON object, such as {"seed": 118}.')
}

/** Parses the data of an execution, a JSON object. @throws RushesError BAD_INPUT */
export function parseData(text: string): JsonObject {
  return parseObject(text, '--data: Expected a JSON object, such as {"seed": 118}.')
}

function parseObject(text: string, problem: string): JsonObject {
  const parsed = jsonObjectSchema.safeParse(parseJson(text))
  if (!parsed.success) throw new RushesError('BAD_INPUT', problem)
  return parsed.data
}
