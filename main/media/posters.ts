import { existsSync } from 'node:fs'
import { availableParallelism } from 'node:os'
import pLimit from 'p-limit'
import { RushesError } from '../../shared/errors.ts'
import { incomingFolder } from '../storage/incoming.ts'
import { absolutePath, type Layout, posterPath } from '../storage/layout.ts'
import { isFile } from '../storage/presence.ts'
import { writeWhole } from '../storage/whole-file.ts'
import { makePoster } from './poster.ts'

interface PosterSource {
  file_hash: string
  file_path: string
  duration_seconds: number | null
}

/** The posters in the cache of a library, named by content and made when first asked for. */
export interface Posters {
  /**
   * The path of the poster of a content; makes it where it is not there. Whoever asks meanwhile waits for the same one,
   * and a content that gave none is not tried again before the next start.
   * @throws RushesError TOOL_FAILED when no frame can be decoded, FILE_MISSING.
   */
  ensure(video: PosterSource): Promise<string>
  /** Stops what is being made, and waits until nothing of it is left. */
  close(): Promise<void>
}

/** Makes the posters of one library; `ffmpeg` answers with the path of the program. */
export function createPosters(layout: Layout, ffmpeg: () => Promise<string>): Posters {
  const inTurn = pLimit(availableParallelism())
  const known = new Map<string, Promise<string>>()
  const closed = new AbortController()

  async function make(video: PosterSource, target: string): Promise<string> {
    try {
      const path = absolutePath(layout, video.file_path)
      if (!(await isFile(path))) {
        throw new RushesError('FILE_MISSING', `${path} is not there at the moment, so no poster can be made of it.`)
      }
      const program = await ffmpeg()
      await writeWhole(incomingFolder(layout), target, (temporary) =>
        makePoster(program, path, temporary, { durationSeconds: video.duration_seconds, signal: closed.signal }),
      )
      known.delete(video.file_hash)
      return target
    } catch (error) {
      // Only what lies in the content itself stays as it is: a disk can come back, and have space again.
      if (!(error instanceof RushesError && error.code === 'TOOL_FAILED')) known.delete(video.file_hash)
      throw error
    }
  }

  return {
    async ensure(video) {
      const target = posterPath(layout, video.file_hash)
      if (existsSync(target)) return target
      const waiting = known.get(video.file_hash) ?? inTurn(() => make(video, target))
      known.set(video.file_hash, waiting)
      return await waiting
    },
    async close() {
      closed.abort()
      await Promise.allSettled(known.values())
    },
  }
}
