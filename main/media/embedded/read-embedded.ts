import { readFile } from 'node:fs/promises'
import { basename } from 'node:path'
import { describeFileError } from '../../../shared/errors.ts'
import type { ContentCredentials } from '../../../shared/generation/credentials.ts'
import type { RawTag, TaggedFile } from '../../../shared/generation/reading.ts'
import type { Decoder } from '../decoder/decoder.ts'
import type { Probe } from '../ffprobe.ts'
import type { FileStat } from '../files/file-tasks.ts'
import { type Programs, probeVideo } from '../probe-video.ts'
import { withFile } from './bounded-file.ts'
import { readHiddenWebp } from './hidden-webp.ts'
import { probeTags } from './probe-tags.ts'
import { readMetadata, statesMaking } from './read-metadata.ts'
import { factsOfImage, factsOfVideo, hasCameraTags, isOfOneRun, type PictureFacts } from './sibling-match.ts'
import { siblingsOf, sidecarPaths } from './siblings.ts'
import { decodeTextFile, type FoundTags, longestTagBytes } from './texts.ts'

/** The tags of one file; `notes` are sentences about what was left out. */
export interface EmbeddedFile extends TaggedFile {
  /** Absolute. */
  path: string
  notes: string[]
}

/**
 * Reads what the video or image at `path` carries itself. `bytes` is the path of its bytes at the moment, and `probed`
 * ffprobe's result for them; null for an image.
 * @throws an Error with the system's `code`.
 */
export async function readOwn(
  path: string,
  bytes: string,
  probed: Probe | null,
  { decoder, signal }: { decoder: Decoder; signal?: AbortSignal | undefined },
): Promise<{ file: EmbeddedFile; credentials: ContentCredentials | null }> {
  const { credentials, found } = await readTexts(bytes, !probed, { decoder, signal })
  return { file: embedded('file', path, ...(probed ? [probeTags(probed)] : []), ...found), credentials }
}

async function readTexts(
  bytes: string,
  isImage: boolean,
  { decoder, signal }: { decoder: Decoder; signal?: AbortSignal | undefined },
): Promise<{ found: FoundTags[]; credentials: ContentCredentials | null }> {
  const { credentials, ...found } = await withFile(bytes, readMetadata)
  const hidden = !isImage || statesMaking(found) ? [] : [await readHiddenWebp(decoder, bytes, signal)]
  return { found: [found, ...hidden], credentials }
}

/**
 * Reads a video or an image whose texts are `kept` again, without ffprobe, whose tags are among them. `file` has the
 * kept texts and those that an earlier version did not read; undefined if there are none.
 * @throws an Error with the system's `code`.
 */
export async function readOwnAgain(
  kept: Pick<EmbeddedFile, 'path' | 'tags' | 'notes'>,
  bytes: string,
  isImage: boolean,
  options: { decoder: Decoder; signal?: AbortSignal | undefined },
): Promise<{ file: EmbeddedFile | undefined; credentials: ContentCredentials | null }> {
  const { found, credentials } = await readTexts(bytes, isImage, options)
  const file = embedded('file', kept.path, kept, ...found)
  return { file: file.tags.length > kept.tags.length ? file : undefined, credentials }
}

/** Files beside a video that may tell how it was made, by their paths. */
type FilesBeside = ReadonlyMap<string, FileStat>

/** Reads those of the sidecars of the video at `path` that are there. If one cannot be read, its notes say why. */
export async function readSidecars(path: string, beside: FilesBeside): Promise<EmbeddedFile[]> {
  const files: EmbeddedFile[] = []
  for (const sidecar of sidecarPaths(path)) {
    const size = sizeOf(beside.get(sidecar))
    if (size !== undefined) files.push(embedded('sidecar', sidecar, await readSidecar(sidecar, size)))
  }
  return files
}

async function readSidecar(path: string, size: number): Promise<FoundTags> {
  if (size > longestTagBytes) return { tags: [], notes: [`${path} is longer than 16 MiB and was left out.`] }
  try {
    return { tags: [{ key: 'sidecar', value: decodeTextFile(await readFile(path)) }], notes: [] }
  } catch (error) {
    return { tags: [], notes: [describeFileError(error, path).message] }
  }
}

/**
 * Reads those of the siblings of the video at `path` that are from the same run, by their name (`-audio`) or
 * by their size and number of frames. None for a file that a camera wrote, and for an image (`probed` is null).
 * @throws the reason of `signal`.
 */
export async function readSiblings(
  path: string,
  beside: FilesBeside,
  { probed, programs, signal }: { probed: Probe | null; programs: Programs; signal: AbortSignal },
): Promise<EmbeddedFile[]> {
  if (!probed || hasCameraTags(probed)) return []
  const video = factsOfVideo(probed)
  const files: EmbeddedFile[] = []
  for (const { path: sibling, isCertain } of siblingsOf(path)) {
    if (sizeOf(beside.get(sibling)) === undefined) continue
    const found = await readSibling(sibling, programs, signal).catch(() => undefined)
    signal.throwIfAborted()
    if (!found || found.tags.length === 0) continue
    if (isCertain || isOfOneRun(video, found.facts)) files.push(embedded('sibling', sibling, found))
  }
  return files
}

async function readSibling(
  path: string,
  programs: Programs,
  signal: AbortSignal,
): Promise<FoundTags & { facts: PictureFacts }> {
  if (/\.(png|webp)$/i.test(path))
    return await withFile(path, async (file) => ({ ...(await readMetadata(file)), facts: await factsOfImage(file) }))
  const probed = await probeVideo(programs, path, { signal })
  return { ...probeTags(probed), facts: factsOfVideo(probed) }
}

function embedded(
  source: TaggedFile['source'],
  path: string,
  ...found: Pick<EmbeddedFile, 'tags' | 'notes'>[]
): EmbeddedFile {
  const [tags, notes] = [found.flatMap((one) => one.tags), found.flatMap((one) => one.notes)]
  // ffprobe prints the comment of a GIF too.
  const isKnown = ({ key, value }: RawTag, before: readonly RawTag[]) =>
    before.some((tag) => tag.value === value && tag.key.toLowerCase() === key.toLowerCase())
  const distinct = tags.filter((tag, index) => !isKnown(tag, tags.slice(0, index)))
  return { source, path, name: basename(path), tags: distinct, notes: [...new Set(notes)] }
}

/** Undefined if there is no file. */
function sizeOf(stats: FileStat | undefined): number | undefined {
  return typeof stats === 'object' ? stats.size_bytes : undefined
}
