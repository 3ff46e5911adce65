import { basename } from 'node:path'
import type { sourceTypes } from '../../shared/contract/videos.ts'
import { hasImageExtension } from '../../shared/image-files.ts'
import { extensionOf } from '../../shared/video-files.ts'
import type { Core } from '../core.ts'
import type { Transaction } from '../database/connection/write.ts'
import { readSetting } from '../database/library-settings.ts'
import { describeVideo as giveDescription } from '../database/videos.ts'
import { requireUnchanged } from '../media/files/fingerprint.ts'
import { readAnimation } from '../media/images/animation.ts'
import { type ImageFacts, imageCodec, imageFacts } from '../media/images/image-facts.ts'
import { type DescribedVideo, probeVideo, probeWithPoster } from '../media/probe-video.ts'
import { type VideoFacts, videoFacts } from '../media/video-facts.ts'
import { factsOfImage, factsOfVideo, readGeneration } from '../services/embedded/read-generation.ts'
import { recordGeneration } from '../services/embedded/record-generation.ts'
import { imagePath, videoPath } from '../storage/layout.ts'
import type { Work } from './fingerprint.ts'
import type { Hashed } from './hash.ts'
import { importSettings, newName } from './new-name.ts'

interface AnyDescription {
  name: string
  /**
   * Writes what belongs to the content, in the transaction that records it; `insertedId` is the id of its row if that
   * was inserted just now.
   */
  alongside: (transaction: Transaction, insertedId?: string) => Promise<void>
}

export interface VideoDescription extends AnyDescription {
  kind: 'video'
  /** The id that the caller chose; undefined for a generated one. */
  id?: string | undefined
  source_type: (typeof sourceTypes)[number]
  facts: VideoFacts
}

export interface ImageDescription extends AnyDescription {
  kind: 'image'
  facts: ImageFacts
}

/** The facts recorded of a new content beside its locations; the kind decides on the table. */
export type Description = VideoDescription | ImageDescription

export interface Described extends Hashed {
  description: Description
  /** The path of the content in the library, should it be stored there. */
  target: string
  /** The poster of a video, if it was made. */
  poster?: DescribedVideo['poster']
}

interface DescribeOptions extends Work {
  /** A path in the incoming folder for the poster of a video; none is made without it. */
  poster?: string
}

/**
 * Reads the facts of a video or an image, and how it was made, and writes the poster of a video.
 * @throws RushesError FILE_UNREADABLE for another file, FILE_CHANGED, CANCELLED
 */
export async function describe(core: Core, file: Hashed, options: DescribeOptions): Promise<Described> {
  const { arriving } = options
  const { path } = file.source
  const bytes = file.read === 'copied' ? arriving : path
  try {
    const described = await ((await isImage(path, bytes)) ? describeImage : describeVideo)(core, file, bytes, options)
    return { ...file, ...described }
  } finally {
    // That the file changed or went since it was hashed comes first: such a file is not called a bad one.
    await requireUnchanged(core.files, path, file.source)
  }
}

/** Returns whether a file is an image. One that has several frames is a video. */
async function isImage(path: string, bytes: string): Promise<boolean> {
  const isNamedOne = hasImageExtension(path) || (extensionOf(path) === 'gif' && (await imageCodec(bytes)) === 'gif')
  return isNamedOne && (await readAnimation(bytes)) === undefined
}

async function describeVideo(
  core: Core,
  { source, file_hash }: Hashed,
  bytes: string,
  { poster: target, signal, given }: DescribeOptions,
) {
  const { path, mtime_ms } = source
  const probing = { named: path, signal }
  const { answer, poster } =
    target === undefined
      ? { answer: await probeVideo(core, bytes, probing), poster: undefined }
      : await probeWithPoster(core, bytes, target, probing)
  const facts = videoFacts(answer, path)
  const generation = await readGeneration(core, {
    path,
    mtime_ms,
    bytes,
    file_hash,
    answer,
    facts: factsOfVideo(facts),
    signal,
  })
  const { names, source: source_type } = await readSetting(core.db, importSettings)
  const name = given?.name ?? newName(names, path, generation.reading?.details.prompt)
  const description: VideoDescription = {
    kind: 'video',
    id: given?.id,
    name,
    source_type,
    facts,
    async alongside(transaction, insertedId) {
      const inserted =
        insertedId === undefined ? undefined : { key: { video_id: insertedId }, file_hash, name, source_type }
      await recordGeneration(transaction, file_hash, { ...generation, inserted })
      if (insertedId !== undefined && given) await giveDescription(transaction.db, insertedId, given)
    },
  }
  return { description, target: videoPath(core.layout, file_hash, basename(path)), poster }
}

async function describeImage(core: Core, { source, file_hash }: Hashed, bytes: string, { signal }: Work) {
  const { path, mtime_ms } = source
  const ffprobe = await core.tools.ffprobe()
  const facts = await imageFacts(ffprobe.path, bytes, { named: path, signal })
  const generation = await readGeneration(core, {
    path,
    mtime_ms,
    bytes,
    file_hash,
    answer: null,
    facts: factsOfImage(facts),
    signal,
  })
  const { names } = await readSetting(core.db, importSettings)
  const name = newName(names, path, generation.reading?.details.prompt)
  const description: ImageDescription = {
    kind: 'image',
    name,
    facts,
    alongside(transaction, insertedId) {
      const inserted = insertedId === undefined ? undefined : { key: { file_hash }, file_hash, name, source_type: null }
      return recordGeneration(transaction, file_hash, { ...generation, inserted })
    },
  }
  return { description, target: imagePath(core.layout, file_hash, basename(path)) }
}
