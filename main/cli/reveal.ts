import { dirname } from 'node:path'
import { RushesError } from '../../shared/errors.ts'

/** Opens the folder of a file in the system's file manager. @throws RushesError NOT_SUPPORTED if there is none. */
export async function revealInFileManager(path: string): Promise<void> {
  const folder = dirname(path)
  try {
    const { default: open } = await import('open')
    const opener = await open(folder)
    opener.on('error', () => undefined)
  } catch (error) {
    throw new RushesError('NOT_SUPPORTED', `No file manager found to show ${folder}.`, { cause: error })
  }
}
