import type { Colour } from '../../../shared/colours.ts'
import { formatCount } from '../../../shared/units.ts'
import { client } from '../../client.ts'
import { inChunks } from '../in-chunks.ts'
import { showError } from '../notice.tsx'
import { offerUndo } from '../offer-undo.ts'

const idsPerCall = 10_000

/** Returns a colour as a word of the screen. */
export function colourName(colour: Colour): string {
  return colour.charAt(0).toUpperCase() + colour.slice(1)
}

/** Labels takes with a colour (null clears it) and offers Undo. */
export async function colourTakes(ids: readonly string[], colour: Colour | null): Promise<void> {
  const undos: Awaited<ReturnType<typeof client.videos.colour>>['undo'][] = []
  let count = 0
  try {
    for (const some of inChunks(ids, idsPerCall)) {
      const { changed, undo } = await client.videos.colour({ colours: [{ ids: some, colour }] })
      count += changed
      undos.push(undo)
    }
  } catch (error) {
    showError(error)
  }
  if (count === 0) return
  const takes = formatCount(count, 'take')
  const words = colour === null ? `Cleared the label of ${takes}` : `Labelled ${takes} ${colour}`
  offerUndo(
    words,
    async () => {
      for (const undo of undos) await client.videos.colour(undo)
    },
    'colour',
  )
}

/** Writes a note on a take (an empty one clears it) and offers Undo. */
export async function writeNote(
  { id, note: before }: { id: string; note: string | null },
  note: string,
): Promise<void> {
  const saved = await client.videos.note({ id, note }).catch(showError)
  if (!saved || saved.note === before) return
  offerUndo(
    saved.note === null ? 'Note cleared' : 'Note saved',
    () => client.videos.note({ id, note: before ?? '' }),
    'note',
  )
}
