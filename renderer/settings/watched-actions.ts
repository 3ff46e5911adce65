import { client } from '../client.ts'
import { showError, showNotice } from '../components/notice.tsx'
import { offerUndo } from '../components/offer-undo.ts'
import { texts } from './texts.ts'

/** Asks for a folder with the system's dialog and watches it. */
export async function pickWatched(): Promise<void> {
  try {
    const [path] = (await client.imports.pick({ kind: 'folder' })).paths
    if (path !== undefined) await addWatched(path)
  } catch (error) {
    showError(error)
  }
}

/** Watches the folder at an absolute path. Returns whether it succeeded. */
export async function addWatched(path: string): Promise<boolean> {
  try {
    await client.watched.add({ path })
    showNotice(texts.addWatchedText)
    return true
  } catch (error) {
    showError(error)
    return false
  }
}

/** Pauses or resumes watching a folder. */
export async function pauseWatched(path: string, is_paused: boolean): Promise<void> {
  await client.watched.pause({ path, is_paused }).catch(showError)
}

/** Stops watching a folder and offers Undo. */
export async function removeWatched(path: string): Promise<void> {
  try {
    await client.watched.remove({ path })
    offerUndo(texts.stoppedWatchingItsTakes, () => client.watched.add({ path }))
  } catch (error) {
    showError(error)
  }
}
