import { client } from '../client.ts'
import { showError } from '../components/notice.tsx'
import { followStarted } from '../state/started-jobs.ts'

/** Scans the folder at an absolute path for exact copies. Returns whether the scan was started. */
export async function scanFolder(path: string): Promise<boolean> {
  return await follow(() => client.duplicates.find({ folders: [path] }))
}

/** Asks for a folder with the system's dialog and scans it. */
export async function pickAndScan(): Promise<void> {
  try {
    const [path] = (await client.imports.pick({ kind: 'folder' })).paths
    if (path !== undefined) await scanFolder(path)
  } catch (error) {
    showError(error)
  }
}

/** Moves copies to the trash. Undo is offered when the job ends. */
export async function trashCopies(paths: readonly string[]): Promise<boolean> {
  return await follow(() => client.duplicates.trashCopies({ paths: [...paths] }))
}

/** Moves all copies but one of each content to the trash, unless the list has changed since `version`. */
export async function trashAllCopies(version: string): Promise<boolean> {
  return await follow(() => client.duplicates.trashAllCopies({ version }))
}

/** Restores the copies that a step moved to the trash. */
export async function restoreCopies(id: string): Promise<void> {
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
