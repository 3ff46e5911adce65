import { formatCount } from '../../shared/units.ts'
import { client } from '../client.ts'
import { deselect } from '../state/selection.ts'
import { showError } from './notice.tsx'
import { offerUndo } from './undoable.ts'

const idsPerCall = 10_000

function chunks(ids: readonly string[]): string[][] {
  return Array.from({ length: Math.ceil(ids.length / idsPerCall) }, (_, index) =>
    ids.slice(index * idsPerCall, (index + 1) * idsPerCall),
  )
}

async function restoreTakes(ids: readonly string[]): Promise<void> {
  for (const some of chunks(ids)) await client.videos.restore({ ids: some })
}

/** Takes videos out of the library and says so, with a way back that Ctrl Z shares. Answers whether it happened. */
export async function removeTakes(ids: readonly string[]): Promise<boolean> {
  const removed: string[] = []
  try {
    for (const some of chunks(ids)) removed.push(...(await client.videos.remove({ ids: some })).removed)
  } catch (error) {
    showError(error)
  }
  if (removed.length === 0) return false
  deselect(removed)
  offerUndo(`Removed ${formatCount(removed.length, 'take')}`, () => restoreTakes(removed))
  return true
}
