import { describeFileError, type ErrorCode, messageOf, RushesError } from '../../../shared/errors.ts'
import { type ContentCredentials, withCredentials } from '../../../shared/generation/credentials.ts'
import { brokenLabels } from '../../../shared/generation/image-texts.ts'
import {
  type FileFacts,
  type GenerationReading,
  parserVersion,
  type RawTag,
} from '../../../shared/generation/reading.ts'
import { offlineAmong } from '../../contents/offline.ts'
import { withContent } from '../../contents/open-content.ts'
import { statFiles } from '../../contents/stat-files.ts'
import type { Core } from '../../core.ts'
import { listStoredByHash } from '../../database/contents/find-content.ts'
import { findReading, listTags } from '../../database/embedded.ts'
import { findImageByHash } from '../../database/images.ts'
import type { EmbeddedMetadataRow, EmbeddedReadingRow } from '../../database/tables.ts'
import { findVideoByHash } from '../../database/videos.ts'
import {
  type EmbeddedFile,
  readOwn,
  readOwnAgain,
  readSiblings,
  readSidecars,
} from '../../media/embedded/read-embedded.ts'
import { siblingsOf, sidecarPaths } from '../../media/embedded/siblings.ts'
import type { Probe } from '../../media/ffprobe.ts'
import type { ImageFacts } from '../../media/images/image-facts.ts'
import type { VideoFacts } from '../../media/video-facts.ts'
import { isInside } from '../../storage/offline.ts'
import { findInputs } from './find-inputs.ts'
import type { ReadGeneration } from './record-generation.ts'

type FactsOfVideo = Pick<VideoFacts, 'width' | 'height' | 'frame_count' | 'fps' | 'duration_seconds'>
type FactsOfImage = Pick<ImageFacts, 'width' | 'height'>

interface Source {
  /** Path of the file; sidecars and siblings are searched for beside it. */
  path: string
  /** Its modification time; it stays known when the file is moved into the library. */
  mtime_ms: number
  /** Path from which its bytes can be read now. */
  bytes: string
  file_hash: string
  /** ffprobe's answer for the file; null for an image. */
  answer: Probe | null
  /** The facts that identify the node which saved it; undefined if they are not known. */
  facts: FileFacts | undefined
  signal: AbortSignal
}

/**
 * Reads how a file was made: from its own tags, else from a sidecar, else, for a video, from a sibling. If a content
 * was understood before, its kept texts are parsed again, since a sidecar may have stayed behind. What cannot be read
 * becomes a note; it never refuses a file.
 * @throws the reason of `signal`.
 */
export async function readGeneration(core: Core, source: Source): Promise<ReadGeneration> {
  const { path, mtime_ms, file_hash, signal } = source
  const kept = await findReading(core.db, file_hash)
  try {
    const read = kept?.parser ? await parseKept(core, kept, { path, signal }) : await readFiles(core, source)
    return kept?.path || isInside(path, core.layout.incoming) ? read : { ...read, readAt: { path, mtime_ms } }
  } catch (error) {
    signal.throwIfAborted()
    const { message } = describeFileError(error, path)
    core.log.trace('jobs', 'generation details not read', { path, message })
    const unread = { credentials: null, reading: null, inputs: [], notes: [noteOf(message)] }
    // Texts of an earlier reading stay.
    return kept ? { ...unread, fileVersion: fileVersionOf(kept) } : { ...unread, files: [] }
  }
}

async function readFiles(
  core: Core,
  { path, bytes, file_hash, answer, facts, signal }: Source,
): Promise<ReadGeneration> {
  const { file: own, credentials: stated } = await readOwn(path, bytes, answer, { decoder: core.decoder, signal })
  const credentials = stated && (await core.parser.verify(stated, bytes))
  const isUpload = isInside(path, core.layout.incoming)
  // One request to a file thread: most of these files do not exist.
  const siblings = answer === null ? [] : siblingsOf(path).map((sibling) => sibling.path)
  const beside = await statFiles(core, isUpload ? [] : [...sidecarPaths(path), ...siblings], signal)
  const sidecars = await readSidecars(path, beside)
  const files = [own, ...sidecars]
  const parse = async () => {
    const reading = await core.parser.parse(files, facts)
    if (reading || isUpload || answer === null) return reading
    for (const sibling of await readSiblings(path, beside, { probed: answer, programs: core, signal })) {
      const found = await core.parser.parse([sibling], facts)
      if (!found) continue
      files.push(sibling)
      return found
    }
    return null
  }
  const read = await readingOf(core, { parse, files, credentials, around: { path, file_hash }, signal })
  return { files, credentials, ...read }
}

interface Parsing {
  parse: () => Promise<GenerationReading | null>
  files: readonly EmbeddedFile[]
  credentials: ContentCredentials | null
  /** The file around which inputs are searched for. */
  around: { path: string; file_hash: string }
  signal: AbortSignal
}

/** Parses texts, and finds the inputs that they name. What cannot be parsed becomes a note, so that the texts stay. */
async function readingOf(
  core: Core,
  { parse, files, credentials, around, signal }: Parsing,
): Promise<Pick<ReadGeneration, 'reading' | 'inputs' | 'notes'>> {
  try {
    const reading = withCredentials(await parse(), credentials)
    const inputs = reading ? await findInputs(core, around, reading.inputs, signal) : []
    const labels = files.flatMap(({ tags }) => brokenLabels(tags))
    return { reading, inputs, notes: [...(reading?.notes ?? []), ...labels] }
  } catch (error) {
    signal.throwIfAborted()
    return { reading: null, inputs: [], notes: [noteOf(messageOf(error))] }
  }
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
  const files = keptFiles(await listTags(core.db, row.file_hash))
  const read = await parseAgain(core, row, { files, credentials: keptCredentials(row), path, signal })
  return { ...read, fileVersion: fileVersionOf(row) }
}

/** Returns the version that read the file of a content; undefined if it is this one. */
function fileVersionOf({ file_version, parser_version }: EmbeddedReadingRow): number | undefined {
  const version = file_version ?? parser_version
  return version < parserVersion ? version : undefined
}

/**
 * Reads a content again whose reading, or whose file, is of an older version. If its file is connected and has texts or
 * credentials that the older version did not read, these are added to the kept ones; if it is offline, missing or only
 * stored elsewhere, that stays to be done.
 * @throws the reason of `signal`.
 */
export async function readOutdated(
  core: Core,
  row: EmbeddedReadingRow,
  { signal }: { signal: AbortSignal },
): Promise<ReadGeneration> {
  const files = keptFiles(await listTags(core.db, row.file_hash))
  const before = keptCredentials(row)
  const found = await findNewTexts(core, row, { files, signal }).catch((error) => {
    core.log.trace('jobs', 'file not read again', { file_hash: row.file_hash, message: messageOf(error) })
    return error instanceof RushesError && isElsewhere.has(error.code) ? undefined : unreadable
  })
  signal.throwIfAborted()
  const credentials = found?.credentials ?? before
  const parsing = { credentials, path: undefined, signal }
  const fileVersion = found ? undefined : fileVersionOf(row)
  if (!found?.file) return { ...(await parseAgain(core, row, { files, ...parsing })), fileVersion }
  const all = [found.file, ...files.filter(({ source }) => source !== 'file')]
  return { files: all, ...(await parseAgain(core, row, { files: all, ...parsing })) }
}

/** The codes of a file that may come back. */
const isElsewhere: ReadonlySet<ErrorCode> = new Set(['FILE_MISSING', 'FILE_REMOTE', 'FILE_CHANGED'])
const unreadable = { file: undefined, credentials: null }

/** Reads the file of a content again, if it is connected; undefined if it is not there. */
async function findNewTexts(
  core: Core,
  row: EmbeddedReadingRow,
  { files, signal }: { files: readonly EmbeddedFile[]; signal: AbortSignal },
) {
  const [stored] = await listStoredByHash(core.db, row.file_hash)
  if (!stored || (await offlineAmong(core, [stored.file_path]))(stored.file_path)) return undefined
  const own = files.find(({ source }) => source === 'file')
  return await withContent(core, stored, { signal }, async ({ path }) => {
    const kept = {
      path: own?.path ?? path,
      tags: own?.tags ?? [],
      notes: JSON.parse(row.left_out),
    }
    const { file, credentials } = await readOwnAgain(kept, path, stored.kind === 'image', {
      decoder: core.decoder,
      signal,
    })
    return { file, credentials: credentials && (await core.parser.verify(credentials, path)) }
  })
}

async function parseAgain(
  core: Core,
  { file_hash }: EmbeddedReadingRow,
  {
    files,
    credentials,
    path,
    signal,
  }: Pick<Parsing, 'files' | 'credentials' | 'signal'> & { path: string | undefined },
): Promise<ReadGeneration> {
  const readFrom = path ?? files.find(({ source }) => source === 'file')?.path ?? files[0]?.path ?? core.layout.folder
  const facts = await recordedFacts(core, file_hash)
  const parse = () => core.parser.parse(files, facts)
  const around = { path: readFrom, file_hash }
  return { credentials, ...(await readingOf(core, { parse, files, credentials, around, signal })) }
}

function keptCredentials({ credentials }: EmbeddedReadingRow): ContentCredentials | null {
  return credentials === null ? null : JSON.parse(credentials)
}

/** Returns the facts of a recorded content that identify the node which saved it; undefined if it is not recorded. */
export async function recordedFacts(core: Core, fileHash: string): Promise<FileFacts | undefined> {
  const video = await findVideoByHash(core.db, fileHash)
  if (video) return factsOfVideo(video)
  const image = await findImageByHash(core.db, fileHash)
  return image && factsOfImage(image)
}

/** Returns the facts of an image that identify the node which saved it. */
export function factsOfImage({ width, height }: FactsOfImage): FileFacts {
  return { width, height, frames: 1, fps: null }
}

/** Returns the facts of a video that identify the node which saved it. */
export function factsOfVideo({ width, height, frame_count, fps, duration_seconds }: FactsOfVideo): FileFacts {
  const counted = frame_count ?? (fps && duration_seconds ? Math.round(fps * duration_seconds) : null)
  return { width, height, frames: counted, fps }
}

function noteOf(reason: string): string {
  return `How it was made could not be read: ${reason}`
}

/** Groups the kept texts by the files that carry them, in their order, in which the parsers prefer them. */
function keptFiles(rows: readonly EmbeddedMetadataRow[]): EmbeddedFile[] {
  const files = new Map<string, EmbeddedFile & { tags: RawTag[] }>()
  for (const { source, path, key, value } of rows) {
    const name = path.split(/[\\/]/).at(-1) ?? path
    const file = files.get(path) ?? { source, path, name, tags: [], notes: [] }
    file.tags.push({ key, value })
    files.set(path, file)
  }
  return [...files.values()]
}
