import { describeFileError } from '../../../shared/errors.ts'
import type { Core } from '../../core.ts'
import type { WritableDb } from '../../database/connection/connection.ts'
import { addTag } from '../../database/tags.ts'
import { setColour, setNote } from '../../database/videos/notes.ts'
import { setRating } from '../../database/videos/ratings.ts'
import { requireVideo } from '../../database/videos.ts'
import type { SidecarValues } from '../../media/sidecars/sidecar-values.ts'
import { readSidecar } from './sidecar-files.ts'
import { outsidePath } from './sidecars-of.ts'

interface Read {
  id: string
  values: SidecarValues
}

/**
 * Gives takes the values of their sidecars, in one step of the history. Tags are added; other values replace those of
 * the take, because the person asked for it.
 */
export async function readSidecars(core: Core, ids: readonly string[]) {
  const read: Read[] = []
  const failed: { video_id: string; code: string; message: string }[] = []
  let without = 0
  for (const id of new Set(ids)) {
    try {
      const sidecar = await readSidecar(await outsidePath(core, await requireVideo(core.db, id)))
      if (sidecar) read.push({ id, values: sidecar.values })
      else without++
    } catch (error) {
      const { code, message } = describeFileError(error, id)
      failed.push({ video_id: id, code, message })
    }
  }
  await core.write(async ({ db, touch }) => {
    for (const { id, values } of read) await apply(db, id, values)
    if (read.length > 0) touch('videos')
  })
  return { read: read.length, without, failed }
}

async function apply(db: WritableDb, id: string, { rating, colour, tags, note }: SidecarValues): Promise<void> {
  if (rating !== null) await setRating(db, [id], rating)
  if (colour !== null) await setColour(db, [id], colour)
  if (note !== null) await setNote(db, id, note)
  for (const tag of tags) await addTag(db, 'video', [id], tag)
}

/** Gives a take that was just imported from `path` the values of its sidecar. One that can't be read is logged. */
export async function readImported(core: Core, id: string, path: string): Promise<void> {
  try {
    const sidecar = await readSidecar(path)
    if (!sidecar) return
    await core.write(async ({ db, touch }) => {
      // A restored take, or one that another program recorded, may have values of a person by now.
      const { rating, colour, note, tags } = await requireVideo(db, id)
      const { values } = sidecar
      await apply(db, id, {
        rating: rating === null ? values.rating : null,
        colour: colour === null ? values.colour : null,
        note: note === null ? values.note : null,
        tags: tags.length === 0 ? values.tags : [],
      })
      touch('videos')
    })
  } catch (error) {
    core.log.warn('sidecar not read', { path, error: String(error) })
  }
}
