import { client } from '../../client.ts'
import { showError, showNotice } from '../notice.tsx'
import { texts } from './texts.ts'

/** Shows the file of a take in the file manager of this computer. */
export async function revealTake(id: string, path?: string): Promise<void> {
  await client.videos.reveal({ id, path }).catch(showError)
}

/** Opens the file of a take with its default program. */
export async function openWithProgram(id: string): Promise<void> {
  await client.videos.open({ id }).catch(showError)
}

/** Drags the files of takes into other programs. Call it when the pointer starts to drag. */
export async function dragFiles(ids: readonly string[]): Promise<void> {
  await client.videos.drag({ ids: [...ids] }).catch(showError)
}

/** Copies the path of a take. */
export async function copyPath(id: string): Promise<void> {
  try {
    const { file_path } = await client.videos.get({ id })
    await navigator.clipboard.writeText(file_path)
    showNotice(texts.copiedThePath)
  } catch (error) {
    showError(error)
  }
}
