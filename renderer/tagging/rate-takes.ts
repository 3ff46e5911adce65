import { formatCount } from '../../shared/units.ts'
import { client } from '../client.ts'
import { inChunks } from '../components/in-chunks.ts'
import { showError } from '../components/notice.tsx'
import { offerUndo } from '../components/undoable.ts'
import { starWords } from './rating-words.ts'
import { showAsItIs, showChanged } from './show-changed.ts'

const idsPerCall = 10_000

type Undo = Awaited<ReturnType<typeof client.videos.rate>>['undo']

/** Gives takes a rating, null for none, and says so, with a way back that Ctrl Z shares. */
export async function rateTakes(ids: readonly string[], rating: number | null): Promise<void> {
  const undos: Undo[] = []
  let count = 0
  await showChanged(ids, () => ({ rating }))
  try {
    for (const some of inChunks(ids, idsPerCall)) {
      const { changed, undo } = await client.videos.rate({ ratings: [{ ids: some, rating }] })
      count += changed
      if (changed > 0) undos.push(undo)
    }
  } catch (error) {
    showError(error)
  }
  if (count === 0) return showAsItIs()
  const takes = formatCount(count, 'take')
  const words = rating === null ? `Took the rating of ${takes} away` : `Rated ${takes} ${starWords(rating)}`
  // Who goes through a hundred takes wants one notice, not a heap.
  offerUndo(words, () => takeBack(undos), 'rating')
}

async function takeBack(undos: readonly Undo[]): Promise<void> {
  for (const undo of undos) await client.videos.rate(undo)
}
