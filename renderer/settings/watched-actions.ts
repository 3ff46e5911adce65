import { client } from '../client.ts'
import { showError, showNotice } from '../components/notice.tsx'
import { offerUndo } from '../components/undoable.ts'

/** Asks for a folder with the system's dialog and watches it. */
export async function pickWatched(): Promise<void> {
  try {
    const [path] = (await client.imports.pick({ kind: 'folder' })).paths
    if (path !== undefined) await addWatched(path)
  } catch (error) {
    showError(error)
  }
}

/** Watches the folder at an absolute path. Answers whether it is watched now. */
export async function addWatched(path: string): Promise<boolean> {
  try {
    await client.watched.add({ path })
    showNotice('New videos in this folder come in by themselves.')
    return true
  } catch (error) {
    showError(error)
    return false
  }
}

/** Stops looking at a folder for now, or goes on. */
export async function pauseWatched(path: string, is_paused: boolean): Promise<void> {
  await client.watched.pause({ path, is_paused }).catch(showError)
}

/** Watches a folder no longer, with a way back that Ctrl Z shares. */
export async function removeWatched(path: string): Promise<void> {
  try {
    await client.watched.remove({ path })
    offerUndo('The folder is watched no longer; its takes stay', () => client.watched.add({ path }))
  } catch (error) {
    showError(error)
  }
}
