import { basename, sep } from 'node:path'
import { describeFileError } from '../../shared/errors.ts'
import { type ContentCredentials, readCredentialsOfModel } from '../../shared/generation/credentials.ts'
import type { GenerationReading } from '../../shared/generation/reading.ts'
import type { Core } from '../core.ts'
import { type EmbeddedFile, readOwn, readSiblings, readSidecars } from '../media/embedded/read-embedded.ts'
import type { Probe } from '../media/ffprobe.ts'
import { type FoundInput, findInputs } from './find-inputs.ts'

/** What a file says of how it was made. */
export interface EmbeddedGeneration {
  /** Those whose texts are kept: the file itself, and what beside it told. */
  files: EmbeddedFile[]
  credentials: ContentCredentials | null
  reading: GenerationReading | null
  inputs: FoundInput[]
  /** What was left out or could not be read: sentences for people. */
  notes: string[]
}

interface Source {
  /** Where the file was found; what lies beside it there is looked at. */
  path: string
  /** Where its bytes are now. */
  bytes: string
  /** What ffprobe said of them. */
  answer: Probe
  signal: AbortSignal
}

/**
 * Reads how a file was made: out of itself, else a sidecar, else a sibling. A file is never refused because of what it says there:
 * what cannot be read is noted.
 * @throws the reason of `signal`.
 */
export async function readGeneration(core: Core, source: Source): Promise<EmbeddedGeneration> {
  try {
    return await read(core, source)
  } catch (error) {
    source.signal.throwIfAborted()
    const { message } = describeFileError(error, source.path)
    core.log.trace('jobs', 'not read how it was made', { path: source.path, message })
    const notes = [`How it was made could not be read: ${message}`]
    return { files: [], credentials: null, reading: null, inputs: [], notes }
  }
}

async function read(core: Core, { path, bytes, answer, signal }: Source): Promise<EmbeddedGeneration> {
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
  const notes = [...files.flatMap((file) => file.notes), ...(reading?.notes ?? [])]
  return { files, credentials, reading, inputs, notes }
}

/** What to call the workflow of a video of this name: without the counter that ComfyUI adds. */
export function workflowName(fileName: string): string {
  const name = basename(fileName).replace(/\.[^.]+$/, '')
  return name.replace(/(_\d{5}_?)?(-audio)?$/, '') || name
}
