import { open, stat, writeFile } from 'node:fs/promises'
import pLimit from 'p-limit'
import { describeFileError, RushesError } from '../../../shared/errors.ts'
import { requireOwned } from '../../storage/inside-library.ts'
import { keyframesPath, type Layout, posterPath, storyboardPath, waveformPath } from '../../storage/layout.ts'
import { markUsed } from '../../storage/mark-used.ts'
import { moveInto } from '../../storage/move-file.ts'
import { writeWhole } from '../../storage/whole-file.ts'
import type { Decoder } from '../decoder/decoder.ts'
import { makeImagePreview } from '../images/image-preview.ts'
import { listKeyframes } from './keyframes.ts'
import { makePoster } from './poster.ts'
import { createPreviewQueue, type Urgency } from './preview-queue.ts'
import { makeStoryboard, type StoryboardSource } from './storyboard.ts'
import { makeWaveform } from './waveform.ts'

/** The columns of a video that its previews depend on. */
export interface PreviewSource extends StoryboardSource {
  file_hash: string
  file_path: string
}

interface MakeOptions {
  video: PreviewSource
  signal: AbortSignal
  /** A path for a temporary file. */
  temporary: string
  /** Returns the path of ffprobe. */
  ffprobe: () => Promise<string>
}

/** The maker of each kind, and its path in the cache. */
const kinds = {
  poster: {
    path: posterPath,
    make: (decoder: Decoder, source: string, { video, signal }: MakeOptions) =>
      makePoster(decoder, source, { durationSeconds: video.duration_seconds, signal }),
    isWhole: isWholeJpeg,
  },
  /** The poster of an image. */
  image: { path: posterPath, make: makeImagePreview, isWhole: isWholeJpeg },
  storyboard: { path: storyboardPath, make: makeStoryboard, isWhole: isWholeJpeg },
  waveform: {
    path: waveformPath,
    make: (decoder: Decoder, source: string, { video, signal }: MakeOptions) =>
      makeWaveform(decoder, source, { durationSeconds: video.duration_seconds, signal }),
    isWhole: holdsBytes,
  },
  /** Times, for the axis of the player; read by ffprobe, since nothing is decoded. */
  keyframes: {
    path: keyframesPath,
    make: async (_: Decoder, source: string, { signal, ffprobe }: MakeOptions) =>
      await listKeyframes(await ffprobe(), source, signal),
    isWhole: holdsBytes,
  },
}
export type PreviewKind = keyof typeof kinds

interface EnsureOptions {
  /** `later` if left out. */
  urgency?: Urgency
  /** Cancels this request; the work stops unless another request waits for it. */
  signal?: AbortSignal | undefined
}

/** The posters, storyboards, waveforms and keyframes in the cache of a library, named by content and made on demand. */
export interface Previews {
  /**
   * Returns the path of a preview of a content, which is made if it is missing or incomplete. Concurrent requests share
   * the work. A content that cannot be decoded is not tried again before the next start.
   * @throws RushesError TOOL_FAILED if nothing can be decoded, FILE_MISSING, FILE_CHANGED, CANCELLED.
   */
  ensure(kind: PreviewKind, video: PreviewSource, options?: EnsureOptions): Promise<string>
  /**
   * Moves the poster of a content from the incoming folder into the cache, or notes why none can be made. It is not
   * synced, which would take longer than to make it: after a power loss, `ensure` replaces one that is not whole.
   */
  keepPoster(fileHash: string, poster: string | RushesError): Promise<void>
  /** Stops all work and waits until none runs. */
  close(): Promise<void>
}

/** Previews that are decoded at the same time, in addition to what is in decode slots. */
const concurrency = 2

interface PreviewOptions {
  layout: Layout
  /** The folder of new previews: the library, or a temporary folder if it is read-only. */
  target: Layout
  /** Throws if the library is gone. */
  requirePresent(): void
  decoder: Decoder
  ffprobe(): Promise<string>
  /** Has `work` read a file that has the content of a video, and throws if it has another one afterwards. */
  withSource(video: PreviewSource, signal: AbortSignal, work: (path: string) => Promise<void>): Promise<void>
  /** Fetches a preview of a content without a file here from the bucket. Returns false if the bucket has none. */
  fetchStored(preview: { fileHash: string; path: string }, to: string, signal: AbortSignal): Promise<boolean>
}

/** Creates the previews of one library. */
export function createPreviews(options: PreviewOptions): Previews {
  const { layout, target, requirePresent, decoder, ffprobe, withSource, fetchStored } = options
  // Twice as many as are decoded: while one preview is synced to disk, the next one is decoded.
  const queue = createPreviewQueue(concurrency * 2)
  const decoding = pLimit(concurrency)
  const failures = new Map<string, RushesError>()

  async function make(kind: PreviewKind, video: PreviewSource, signal: AbortSignal): Promise<string> {
    requirePresent()
    const made = kinds[kind].path(target, video.file_hash)
    await writeWhole(target, made, (temporary) =>
      withSource(video, signal, async (path) => {
        const bytes = await decoding(() => kinds[kind].make(decoder, path, { video, signal, temporary, ffprobe }))
        await writeFile(temporary, bytes).catch((error) => {
          throw describeFileError(error, video.file_path)
        })
      }).catch(async (error) => {
        const isAway = error instanceof RushesError && ['FILE_REMOTE', 'FILE_MISSING'].includes(error.code)
        const stored = { fileHash: video.file_hash, path: kinds[kind].path(layout, video.file_hash) }
        if (!isAway || !(await fetchStored(stored, temporary, signal))) throw error
      }),
    )
    return made
  }

  return {
    async ensure(kind, video, { urgency = 'later', signal } = {}) {
      const key = `${kind} ${video.file_hash}`
      for (const stored of new Set([layout, target])) {
        const path = kinds[kind].path(stored, video.file_hash)
        if (await kinds[kind].isWhole(path)) {
          await markUsed(path)
          return path
        }
      }
      const failure = failures.get(key)
      if (failure) throw failure
      return await queue.request(key, { urgency, signal }, async (stopped) => {
        try {
          return await make(kind, video, stopped)
        } catch (error) {
          // Only faults of the content itself are permanent: a disk can be connected again, or get space.
          if (error instanceof RushesError && error.code === 'TOOL_FAILED') failures.set(key, error)
          throw error
        }
      })
    },
    async keepPoster(fileHash, poster) {
      requirePresent()
      if (poster instanceof RushesError) failures.set(`poster ${fileHash}`, poster)
      else await moveInto(target, poster, await requireOwned(target, posterPath(target, fileHash)))
    },
    close: () => queue.close(),
  }
}

async function holdsBytes(path: string): Promise<boolean> {
  return await stat(path).then(
    (it) => it.isFile() && it.size > 0,
    () => false,
  )
}

/** Returns whether the file at `path` begins and ends like a JPEG: after a crash, it is the end that is missing. */
async function isWholeJpeg(path: string): Promise<boolean> {
  const file = await open(path).catch(() => undefined)
  if (!file) return false
  try {
    const { size } = await file.stat()
    const ends = Buffer.alloc(4)
    await file.read(ends, 0, 2, 0)
    await file.read(ends, 2, 2, Math.max(0, size - 2))
    return ends.toString('hex') === 'ffd8ffd9'
  } catch {
    return false
  } finally {
    await file.close()
  }
}
