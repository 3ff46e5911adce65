import type { Colour } from '../../../shared/colours.ts'
import type { TaggedKind } from '../../../shared/contract/tags.ts'
import { formatCount } from '../../../shared/units.ts'
import { client } from '../../client.ts'
import { inChunks } from '../in-chunks.ts'
import { showError } from '../notice.tsx'
import { offerUndo } from '../offer-undo.ts'
import { nounFor } from '../tags/optimistic-marks.ts'
import { texts } from './texts.ts'

const idsPerCall = 10_000

/** Returns a colour as a word of the screen. */
export function colourName(colour: Colour): string {
  return colour.charAt(0).toUpperCase() + colour.slice(1)
}

const nounsOf = (kind: TaggedKind) => (kind === 'video' ? client.videos : client.images)

/** Labels takes or images with a colour (null clears it) and offers Undo. */
export async function setColour(kind: TaggedKind, ids: readonly string[], colour: Colour | null): Promise<void> {
  const undos: Awaited<ReturnType<typeof client.videos.colour>>['undo'][] = []
  let count = 0
  try {
    for (const some of inChunks(ids, idsPerCall)) {
      const { changed, undo } = await nounsOf(kind).colour({ colours: [{ ids: some, colour }] })
      count += changed
      undos.push(undo)
    }
  } catch (error) {
    showError(error)
  }
  if (count === 0) return
  const labelled = formatCount(count, nounFor(kind))
  const words = colour === null ? texts.clearedTheLabelOf(labelled) : texts.labelled(labelled, colour)
  offerUndo(
    words,
    async () => {
      for (const undo of undos) await nounsOf(kind).colour(undo)
    },
    'colour',
  )
}

/** Writes a note on a take or an image (an empty one clears it) and offers Undo. */
export async function writeNote(
  kind: TaggedKind,
  { id, note: before }: { id: string; note: string | null },
  note: string,
): Promise<void> {
  const saved = await nounsOf(kind).note({ id, note }).catch(showError)
  if (!saved || saved.note === before) return
  offerUndo(
    saved.note === null ? texts.noteCleared : texts.noteSaved,
    () => nounsOf(kind).note({ id, note: before ?? '' }),
    'note',
  )
}
