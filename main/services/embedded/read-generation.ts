import { sep } from 'node:path'
import { describeFileError, messageOf } from '../../../shared/errors.ts'
import { readCredentialsOfModel } from '../../../shared/generation/credentials.ts'
import type { RawTag, TaggedFile } from '../../../shared/generation/reading.ts'
import type { Core } from '../../core.ts'
import { findReading, listTags } from '../../database/embedded.ts'
import type { EmbeddedMetadataRow, EmbeddedReadingRow } from '../../database/tables.ts'
import { readOwn, readSiblings, readSidecars } from '../../media/embedded/read-embedded.ts'
import type { Probe } from '../../media/ffprobe.ts'
import { findInputs } from './find-inputs.ts'
import type { ReadGeneration } from './record-generation.ts'

interface Source {
  /** Path of the file; sidecars and siblings are searched for beside it. */
  path: string
  /** Path from which its bytes can be read now. */
  bytes: string
  file_hash: string
  /** ffprobe's answer for the file. */
  answer: Probe
  signal: AbortSignal
}

/**
 * Reads how a file was made: from its own tags, else from a sidecar, else from a sibling. If a content was understood
 * before, its kept texts are parsed again, since a sidecar may have stayed behind. What cannot be read becomes a note;
 * it never refuses a file.
 * @throws the reason of `signal`.
 */
export async function readGeneration(core: Core, source: Source): Promise<ReadGeneration> {
  const { path, file_hash, signal } = source
  try {
    const kept = await findReading(core.db, file_hash)
    return kept?.parser ? await parseKept(core, kept, { path, signal }) : await readFiles(core, source)
  } catch (error) {
    signal.throwIfAborted()
    const { message } = describeFileError(error, path)
    core.log.trace('jobs', 'generation details not read', { path, message })
    return { files: [], credentials: null, reading: null, inputs: [], notes: [noteOf(message)] }
  }
}

async function readFiles(core: Core, { path, bytes, answer, signal }: Source): Promise<ReadGeneration> {
  const { file: own, credentials } = await readOwn(path, bytes, answer)
  const isUpload = path.startsWith(core.layout.incoming + sep)
  const sidecars = isUpload ? [] : await readSidecars(path)
  let files = [own, ...sidecars]
  let reading = await core.parser.parse(files)
  if (!reading && !isUpload) {
    const siblings = await readSiblings(path, (await core.tools.ffprobe()).path, signal)
    for (const sibling of siblings) {
      reading = await core.parser.parse([sibling])
      if (!reading) continue
      files = [...files, sibling]
      break
    }
  }
  reading ??= readCredentialsOfModel(credentials)
  const inputs = reading ? await findInputs(core, path, reading.inputs, signal) : []
  return { files, credentials, reading, inputs, notes: reading?.notes ?? [] }
}

/**
 * Parses the kept texts of a content again, with the current parsers. Inputs are searched for around `path`, by default
 * the path from which the texts were read. What cannot be parsed becomes a note.
 * @throws the reason of `signal`.
 */
export async function parseKept(
  core: Core,
  row: EmbeddedReadingRow,
  { path, signal }: { path?: string; signal: AbortSignal },
): Promise<ReadGeneration> {
  const tags = await listTags(core.db, row.file_hash)
  const credentials = row.credentials === null ? null : JSON.parse(row.credentials)
  try {
    const reading = (await core.parser.parse(taggedFiles(tags))) ?? readCredentialsOfModel(credentials)
    const around = path ?? tags.find(({ source }) => source === 'file')?.path ?? tags[0]?.path ?? core.layout.folder
    const inputs = await findInputs(core, around, reading?.inputs ?? [], signal)
    return { credentials, reading, inputs, notes: reading?.notes ?? [] }
  } catch (error) {
    signal.throwIfAborted()
    return { credentials, reading: null, inputs: [], notes: [noteOf(messageOf(error))] }
  }
}

function noteOf(reason: string): string {
  return `How it was made could not be read: ${reason}`
}

/** Groups the kept texts by the files that carry them, in their order, in which the parsers prefer them. */
function taggedFiles(rows: readonly EmbeddedMetadataRow[]): TaggedFile[] {
  const files = new Map<string, TaggedFile & { tags: RawTag[] }>()
  for (const { source, path, key, value } of rows) {
    const file = files.get(path) ?? { source, name: path.split(/[\\/]/).at(-1) ?? path, tags: [] }
    file.tags.push({ key, value })
    files.set(path, file)
  }
  return [...files.values()]
}
