import type { Core } from '../core.ts'
import { requireVideo } from '../database/videos.ts'
import type { Outcome } from './record.ts'

/** Makes the poster of a video that was added; does not wait for it once `signal` stops the import. */
export async function preview(core: Core, { outcome, kind, id }: Outcome, signal: AbortSignal): Promise<void> {
  if (outcome !== 'added' || kind !== 'video') return
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
}

/** Makes the poster of a video, which is shown without one if its frames cannot be decoded. */
export async function makePoster(core: Core, id: string): Promise<void> {
  try {
    await core.previews.ensure('poster', await requireVideo(core.db, id))
  } catch (error) {
    core.log.trace('jobs', 'no poster', { id, error: String(error) })
  }
}
