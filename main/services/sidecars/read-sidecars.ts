import { describeFileError } from '../../../shared/errors.ts'
import type { Core } from '../../core.ts'
import type { WritableDb } from '../../database/connection/connection.ts'
import { setImageMark } from '../../database/images/image-marks.ts'
import { addTag } from '../../database/tags.ts'
import { setColour, setNote } from '../../database/videos/notes.ts'
import { setRating } from '../../database/videos/ratings.ts'
import type { SidecarValues } from '../../media/sidecars/sidecar-values.ts'
import { readSidecar } from './sidecar-files.ts'
import { type Chosen, outsidePath, requireDescribed } from './sidecars-of.ts'

interface Read {
  of: Chosen
  values: SidecarValues
}

/**
 * Gives takes and images the values of their sidecars, in one step of the history. Tags are added; other values replace
 * what is there, because the person asked for it.
 */
export async function readSidecars(core: Core, chosen: readonly Chosen[]) {
  const read: Read[] = []
  const failed: { video_id?: string; image_id?: string; code: string; message: string }[] = []
  let without = 0
  for (const of of chosen) {
    try {
      const sidecar = await readSidecar(await outsidePath(core, await requireDescribed(core.db, of)))
      if (sidecar) read.push({ of, values: sidecar.values })
      else without++
    } catch (error) {
      const { code, message } = describeFileError(error, of.id)
      failed.push({ ...(of.kind === 'video' ? { video_id: of.id } : { image_id: of.id }), code, message })
    }
  }
  await core.write(async ({ db, touch }) => {
    for (const one of read) await apply(db, one.of, one.values)
    if (read.length > 0) touch('videos', 'images')
  })
  return { read: read.length, without, failed }
}

async function apply(db: WritableDb, { kind, id }: Chosen, values: SidecarValues): Promise<void> {
  const { rating, colour, tags, note } = values
  for (const tag of tags) await addTag(db, kind, [id], tag)
  if (kind === 'image') {
    for (const mark of ['rating', 'colour', 'note'] as const)
      if (values[mark] !== null) await setImageMark(db, [id], mark, values[mark])
    return
  }
  if (rating !== null) await setRating(db, [id], rating)
  if (colour !== null) await setColour(db, [id], colour)
  if (note !== null) await setNote(db, id, note)
}

/**
 * Gives a take or an image that was just imported from `path` the values of its sidecar. One that can't be read is
 * logged.
 */
export async function readImported(core: Core, of: Chosen, path: string): Promise<void> {
  try {
    const sidecar = await readSidecar(path)
    if (!sidecar) return
    await core.write(async ({ db, touch }) => {
      // A restored take, or one that another program recorded, may have values of a person by now.
      const { rating, colour, note, tags } = await requireDescribed(db, of)
      const { values } = sidecar
      await apply(db, of, {
        rating: rating === null ? values.rating : null,
        colour: colour === null ? values.colour : null,
        note: note === null ? values.note : null,
        tags: tags.length === 0 ? values.tags : [],
      })
      touch('videos', 'images')
    })
  } catch (error) {
    core.log.warn('sidecar not read', { path, error: String(error) })
  }
}
