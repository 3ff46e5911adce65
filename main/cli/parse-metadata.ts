import { metadataSchema } from '../../shared/contract/videos.ts'
import { RushesError } from '../../shared/errors.ts'
import { parseJson } from './parse-json.ts'

/** Parses metadata, a JSON object. @throws RushesError BAD_INPUT */
export function parseMetadata(text: string): Metadata {
  const parsed = metadataSchema.safeParse(parseJson(text))
  if (!parsed.success) throw new RushesError('BAD_INPUT', `--metadata: Expected a JSON object, such as {"shot": 12}.`)
  return parsed.data
}

export type Metadata = ReturnType<typeof metadataSchema.parse>
