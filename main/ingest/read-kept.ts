import { messageOf } from '../../shared/errors.ts'
import { readCredentialsOfModel } from '../../shared/generation/credentials.ts'
import type { RawTag, TaggedFile } from '../../shared/generation/reading.ts'
import type { Core } from '../core.ts'
import { listTags } from '../database/embedded.ts'
import type { EmbeddedMetadataRow, EmbeddedReadingRow } from '../database/tables.ts'
import { findInputs } from './find-inputs.ts'
import type { ReadGeneration } from './record-generation.ts'

/**
 * Reads how a file was made out of what was kept of its content, with the parsers of today. Inputs are looked for around `path`, or
 * else where the file was when it was read. What cannot be parsed is noted.
 * @throws the reason of `signal`.
 */
export async function readKept(
  core: Core,
  row: EmbeddedReadingRow,
  { path, signal }: { path?: string; signal: AbortSignal },
): Promise<ReadGeneration> {
  const tags = await listTags(core.db, row.file_hash)
  const credentials = row.credentials === null ? null : JSON.parse(row.credentials)
  try {
    const reading = (await core.parser.parse(taggedFiles(tags))) ?? readCredentialsOfModel(credentials)
    const place = path ?? tags.find(({ source }) => source === 'file')?.path ?? tags[0]?.path ?? core.layout.folder
    const inputs = await findInputs(core, place, reading?.inputs ?? [], signal)
    return { credentials, reading, inputs, notes: reading?.notes ?? [] }
  } catch (error) {
    signal.throwIfAborted()
    const notes = [`How it was made could not be read: ${messageOf(error)}`]
    return { credentials, reading: null, inputs: [], notes }
  }
}

/** The kept texts by the files that carry them, in the order in which they were believed. */
function taggedFiles(rows: readonly EmbeddedMetadataRow[]): TaggedFile[] {
  const files = new Map<string, TaggedFile & { tags: RawTag[] }>()
  for (const { source, path, key, value } of rows) {
    const file = files.get(path) ?? { source, name: path.split(/[\\/]/).at(-1) ?? path, tags: [] }
    file.tags.push({ key, value })
    files.set(path, file)
  }
  return [...files.values()]
}
