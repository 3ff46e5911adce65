import { basename, sep } from 'node:path'
import { describeFileError } from '../../shared/errors.ts'
import { readCredentialsOfModel } from '../../shared/generation/credentials.ts'
import type { Core } from '../core.ts'
import { findReading } from '../database/embedded.ts'
import { readOwn, readSiblings, readSidecars } from '../media/embedded/read-embedded.ts'
import type { Probe } from '../media/ffprobe.ts'
import { findInputs } from './find-inputs.ts'
import { readKept } from './read-kept.ts'
import type { ReadGeneration } from './record-generation.ts'

interface Source {
  /** Where the file was found; what lies beside it there is looked at. */
  path: string
  /** Where its bytes are now. */
  bytes: string
  file_hash: string
  /** What ffprobe said of them. */
  answer: Probe
  signal: AbortSignal
}

/**
 * Reads how a file was made: out of itself, else a sidecar, else a sibling. What was understood of the same content before is read
 * again out of what was kept of it, since that which lay beside the file may have stayed behind. A file is never refused because of
 * what it says there: what cannot be read is noted.
 * @throws the reason of `signal`.
 */
export async function readGeneration(core: Core, source: Source): Promise<ReadGeneration> {
  const { path, file_hash, signal } = source
  try {
    const kept = await findReading(core.db, file_hash)
    return kept?.parser ? await readKept(core, kept, { path, signal }) : await read(core, source)
  } catch (error) {
    signal.throwIfAborted()
    const { message } = describeFileError(error, path)
    core.log.trace('jobs', 'not read how it was made', { path, message })
    const notes = [`How it was made could not be read: ${message}`]
    return { files: [], credentials: null, reading: null, inputs: [], notes }
  }
}

async function read(core: Core, { path, bytes, answer, signal }: Source): Promise<ReadGeneration> {
  const { file: own, credentials } = await readOwn(path, bytes, answer)
  const isAlone = path.startsWith(core.layout.incoming + sep)
  const sidecars = isAlone ? [] : await readSidecars(path)
  let files = [own, ...sidecars]
  let reading = await core.parser.parse(files)
  if (!reading && !isAlone) {
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

/** What to call the workflow of a video of this name: without the counter that ComfyUI adds. */
export function workflowName(fileName: string): string {
  const name = basename(fileName).replace(/\.[^.]+$/, '')
  return name.replace(/(_\d{5}_?)?(-audio)?$/, '') || name
}
