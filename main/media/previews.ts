import { open, stat } from 'node:fs/promises'
import pLimit from 'p-limit'
import { RushesError } from '../../shared/errors.ts'
import { incomingFolder } from '../storage/incoming.ts'
import { absolutePath, type Layout, posterPath, storyboardPath, waveformPath } from '../storage/layout.ts'
import { isFile } from '../storage/presence.ts'
import { writeWhole } from '../storage/whole-file.ts'
import { makeImagePreview } from './image-preview.ts'
import { makePoster } from './poster.ts'
import { createPreviewQueue, type Urgency } from './preview-queue.ts'
import { makeStoryboard, type StoryboardSource } from './storyboard.ts'
import { makeWaveform } from './waveform.ts'

/** Of the row of a video, what its previews are made by. */
export interface PreviewSource extends StoryboardSource {
  file_hash: string
  file_path: string
}

interface Making {
  video: PreviewSource
  signal: AbortSignal
}

/** What there is to see of a video before it is played: how it is made, and where it lies. */
const kinds = {
  poster: {
    path: posterPath,
    make: (ffmpeg: string, source: string, target: string, { video, signal }: Making) =>
      makePoster(ffmpeg, source, target, { durationSeconds: video.duration_seconds, signal }),
    isWhole: isWholeJpeg,
  },
  /** Of a picture, which has no frames to choose from. */
  image: { path: posterPath, make: makeImagePreview, isWhole: isWholeJpeg },
  storyboard: { path: storyboardPath, make: makeStoryboard, isWhole: isWholeJpeg },
  waveform: {
    path: waveformPath,
    make: (ffmpeg: string, source: string, target: string, { video, signal }: Making) =>
      makeWaveform(ffmpeg, source, target, { durationSeconds: video.duration_seconds, signal }),
    isWhole: holdsBytes,
  },
}
export type PreviewKind = keyof typeof kinds

interface Asking {
  /** How soon it is wanted; `later` where nobody sees it yet. */
  urgency?: Urgency
  /** Whoever asks goes away: the work stops unless somebody else asks for the same. */
  signal?: AbortSignal | undefined
}

/** The posters, storyboards and waveforms in the cache of a library, named by content and made when first asked for. */
export interface Previews {
  /**
   * The path of a preview of a content; makes it where it is not there or not whole. Whoever asks meanwhile waits for the
   * same one, and a content that gave none is not tried again before the next start.
   * @throws RushesError TOOL_FAILED when nothing can be decoded, FILE_MISSING, CANCELLED.
   */
  ensure(kind: PreviewKind, video: PreviewSource, asking?: Asking): Promise<string>
  /** Stops what is being made, and waits until nothing of it is left. */
  close(): Promise<void>
}

/** So many programs decode for previews at once, beside those that work through whole videos. */
const atOnce = 2

/** Makes the previews of one library; `ffmpeg` answers with the path of the program. */
export function createPreviews(layout: Layout, ffmpeg: () => Promise<string>): Previews {
  // Twice as many as programs: what is made waits for the disk while the next is being made.
  const queue = createPreviewQueue(atOnce * 2)
  const programs = pLimit(atOnce)
  const gaveNone = new Map<string, RushesError>()

  async function make(kind: PreviewKind, video: PreviewSource, target: string, signal: AbortSignal): Promise<string> {
    const path = absolutePath(layout, video.file_path)
    if (!(await isFile(path))) {
      throw new RushesError('FILE_MISSING', `${path} is not there at the moment, so no ${kind} can be made of it.`)
    }
    const program = await ffmpeg()
    await writeWhole(incomingFolder(layout), target, (temporary) =>
      programs(() => kinds[kind].make(program, path, temporary, { video, signal })),
    )
    return target
  }

  return {
    async ensure(kind, video, { urgency = 'later', signal } = {}) {
      const target = kinds[kind].path(layout, video.file_hash)
      const key = `${kind} ${video.file_hash}`
      if (await kinds[kind].isWhole(target)) return target
      const known = gaveNone.get(key)
      if (known) throw known
      return await queue.ask(key, { urgency, signal }, async (stopped) => {
        try {
          return await make(kind, video, target, stopped)
        } catch (error) {
          // Only what lies in the content itself stays as it is: a disk can come back, and have space again.
          if (error instanceof RushesError && error.code === 'TOOL_FAILED') gaveNone.set(key, error)
          throw error
        }
      })
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

/** Whether there is a file at `path` that begins and ends as a JPEG does: what a disk lost of one is its end, as a rule. */
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
