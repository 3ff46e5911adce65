import { RushesError } from '../../shared/errors.ts'

/** Moves a file to the trash of the person’s system. @throws RushesError NOT_SUPPORTED if it has none there. */
export async function moveToSystemTrash(path: string): Promise<void> {
  // Loaded on demand: most commands of the terminal need none of it.
  const { default: trash } = await import('trash')
  try {
    await trash(path, { glob: false })
  } catch (error) {
    throw new RushesError('NOT_SUPPORTED', `${path} could not be moved to the system’s trash.`, { cause: error })
  }
}
