import { client } from '../client.ts'
import { showError } from '../components/notice.tsx'
import { followStarted } from '../state/started.ts'

/** Looks for copies in the folder at an absolute path. Answers whether the search has begun. */
export async function lookInFolder(path: string): Promise<boolean> {
  return await follow(() => client.duplicates.find({ folders: [path] }))
}

/** Asks for the folder with the system's dialog. */
export async function pickAndLook(): Promise<void> {
  try {
    const [path] = (await client.imports.pick({ kind: 'folder' })).paths
    if (path !== undefined) await lookInFolder(path)
  } catch (error) {
    showError(error)
  }
}

/** Takes copies to the trash; what came of it is told at the end, with a way back. */
export async function trashCopies(paths: readonly string[]): Promise<boolean> {
  return await follow(() => client.duplicates.trashCopies({ paths: [...paths] }))
}

/** The same of all copies but one of each content, as the list was shown. */
export async function trashAllCopies(version: string): Promise<boolean> {
  return await follow(() => client.duplicates.trashAllCopies({ version }))
}

/** Puts back what one step took to the trash. */
export async function putCopiesBack(id: string): Promise<void> {
  try {
    const { job } = await client.duplicates.undo({ id })
    if (job) followStarted(job, [])
  } catch (error) {
    showError(error)
  }
}

async function follow(start: () => ReturnType<typeof client.duplicates.find>): Promise<boolean> {
  try {
    followStarted(await start(), [])
    return true
  } catch (error) {
    showError(error)
    return false
  }
}
