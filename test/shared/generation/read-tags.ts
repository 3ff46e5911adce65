import { parseGeneration } from '../../../shared/generation/parse-generation.ts'
import type { RawTag, TagSource } from '../../../shared/generation/reading.ts'

/** Returns the results of the parsers for the tags of one file. */
export function readTags(tags: Record<string, string>, name = 'Ferry_00001_.mp4', source: TagSource = 'file') {
  return parseGeneration([{ source, name, tags: Object.entries(tags).map(([key, value]): RawTag => ({ key, value })) }])
}
