import { dirname } from 'node:path'
import open from 'open'
import { RushesError } from '../../shared/errors.ts'

/** Opens the folder of a file in the file manager of this computer. @throws RushesError NOT_SUPPORTED where there is none. */
export async function revealInFileManager(path: string): Promise<void> {
  const folder = dirname(path)
  try {
    const opener = await open(folder)
    opener.on('error', () => undefined)
  } catch (error) {
    throw new RushesError('NOT_SUPPORTED', `There is no file manager to show ${folder} in.`, { cause: error })
  }
}
