import { formatCount } from '../../shared/units.ts'
import { client } from '../client.ts'
import { showError } from '../components/notice.tsx'
import { offerUndo } from '../components/undoable.ts'

const idsPerCall = 10_000

/** Takes images out of the library and says so, with a way back that Ctrl Z shares. */
export async function removeImages(ids: readonly string[]): Promise<void> {
  const removed: string[] = []
  try {
    for (const some of chunks(ids)) removed.push(...(await client.media.remove({ ids: some })).removed)
  } catch (error) {
    showError(error)
  }
  if (removed.length === 0) return
  offerUndo(`Removed ${formatCount(removed.length, 'image')}`, async () => {
    for (const some of chunks(removed)) await client.media.restore({ ids: some })
  })
}

function chunks(ids: readonly string[]): string[][] {
  return Array.from({ length: Math.ceil(ids.length / idsPerCall) }, (_, index) =>
    ids.slice(index * idsPerCall, (index + 1) * idsPerCall),
  )
}
