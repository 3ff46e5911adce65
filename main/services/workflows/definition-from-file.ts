import { basename } from 'node:path'
import { describeFileError } from '../../../shared/errors.ts'
import { formatBytes } from '../../../shared/units.ts'
import type { Core } from '../../core.ts'
import { type BoundedFile, withFile } from '../../media/embedded/bounded-file.ts'
import { readOwn } from '../../media/embedded/read-embedded.ts'
import { imageCodec } from '../../media/images/image-facts.ts'
import { probeVideo } from '../../media/probe-video.ts'
import { badField } from '../calls/input.ts'

const headBytes = 4096
/** More than any workflow; its text is held several times. */
const longestText = 32 * 1024 * 1024

/**
 * Returns the definition in the file at `path`: the text of a JSON file, byte for byte, or the graph that an image or a
 * video carries. `field` is the field of the input that names the file, for errors.
 * @throws RushesError BAD_INPUT if it has none, FILE_MISSING, FILE_UNREADABLE
 */
export async function definitionFromFile(
  core: Core,
  path: string,
  { field, signal }: { field: string; signal: AbortSignal | undefined },
): Promise<string> {
  const name = basename(path)
  const text = await withFile(path, textOf).catch((error) => {
    throw describeFileError(error, path)
  })
  if (text === 'too long')
    throw badField(field, `${name} is longer than ${formatBytes(longestText)}, too long for a workflow.`)
  if (text !== null) return text.definition
  const isImage = (await imageCodec(path)) !== undefined
  const probed = isImage ? null : await probeVideo(core, path, { signal })
  const { file } = await readOwn(path, path, probed, { decoder: core.decoder, signal })
  const reading = await core.parser.parse([file])
  if (reading?.definition) return reading.definition.text
  const why = reading?.notes.find((note) => note.includes('could not be parsed'))
  throw badField(field, `${name} contains no workflow. ${why ?? 'Programs that save images again often remove it.'}`)
}

/** Returns the text of a file without zero bytes, which each image and video has; null for those. */
async function textOf(file: BoundedFile): Promise<{ definition: string } | 'too long' | null> {
  const head = await file.read(0, headBytes)
  if (head.includes(0)) return null
  if (file.size > longestText) return 'too long'
  // A byte order mark is part of the text, which is kept as given.
  return { definition: new TextDecoder('utf-8', { ignoreBOM: true }).decode(await file.read(0, file.size)) }
}
