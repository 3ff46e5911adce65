import { formatCount } from '../../shared/units.ts'
import { client } from '../client.ts'
import { deselect } from '../state/selection.ts'
import { rememberStep, undoStep } from '../state/undo.ts'
import { showError, showNotice } from './notice.tsx'

const idsPerCall = 10_000

function chunks(ids: readonly string[]): string[][] {
  return Array.from({ length: Math.ceil(ids.length / idsPerCall) }, (_, index) =>
    ids.slice(index * idsPerCall, (index + 1) * idsPerCall),
  )
}

async function restoreTakes(ids: readonly string[]): Promise<void> {
  try {
    for (const some of chunks(ids)) await client.videos.restore({ ids: some })
  } catch (error) {
    showError(error)
  }
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
  const label = `Removed ${formatCount(removed.length, 'take')}`
  const step = {
    label,
    undo: () => {
      hide()
      return restoreTakes(removed)
    },
  }
  const hide = showNotice(label, { label: 'Undo', run: () => void undoStep(step) })
  rememberStep(step)
  return true
}
