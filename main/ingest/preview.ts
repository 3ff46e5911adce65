import type { Core } from '../core.ts'
import { requireVideo } from '../database/videos.ts'
import type { Described } from './describe.ts'
import type { Outcome } from './record.ts'

/**
 * Moves the poster of a video that was added into the cache, or has it made, if the decoder made none while it
 * described the file. Does not wait for one that is made once `signal` stops the import. Returns whether it was moved.
 */
export async function preview(
  core: Core,
  { outcome, kind, id }: Outcome,
  { file_hash, poster }: Described,
  signal: AbortSignal,
): Promise<boolean> {
  if (outcome !== 'added' || kind !== 'video') return false
  if (poster !== undefined) {
    const isNoted = await attempt(core, id, () => core.previews.keepPoster(file_hash, poster))
    return isNoted && typeof poster === 'string'
  }
  const made = makePoster(core, id)
  await new Promise<void>((resolve) => {
    const end = () => {
      signal.removeEventListener('abort', end)
      resolve()
    }
    signal.addEventListener('abort', end)
    if (signal.aborted) end()
    void made.finally(end)
  })
  return false
}

/** Makes the poster of a video, which is shown without one if its frames cannot be decoded. */
export async function makePoster(core: Core, id: string): Promise<void> {
  await attempt(core, id, async () => core.previews.ensure('poster', await requireVideo(core.db, id)))
}

async function attempt(core: Core, id: string, work: () => Promise<unknown>): Promise<boolean> {
  try {
    await work()
    return true
  } catch (error) {
    core.log.trace('jobs', 'no poster', { id, error: String(error) })
    return false
  }
}
