import { client } from '../../client.ts'
import { showError, showNotice } from '../notice.tsx'

/** Copies the path of a take. */
export async function copyPath(id: string): Promise<void> {
  try {
    const { file_path } = await client.videos.get({ id })
    await navigator.clipboard.writeText(file_path)
    showNotice('Copied the path')
  } catch (error) {
    showError(error)
  }
}
