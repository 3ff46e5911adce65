import { holdsContent } from '../contents/open-content.ts'
import { lookUpStored } from '../contents/stored-content.ts'
import type { Core } from '../core.ts'
import type { Hashed } from './hash.ts'
import type { KnownContent } from './record.ts'

/**
 * Returns a content that the library has, with its new location; an upload adds none. Undefined for a new content, and
 * for one whose own file is missing or written over: those are described and placed.
 */
export async function identify(core: Core, hashed: Hashed): Promise<KnownContent | undefined> {
  const { source, file_hash, uploaded } = hashed
  const stored = await lookUpStored(core, { path: source.path, file_hash })
  return stored && (await holdsContent(core, stored)) ? { file_hash, locations: uploaded ? [] : [source] } : undefined
}
