import { RushesError } from '../../shared/errors.ts'

interface Marked {
  found: number
  changed: number
  undo: unknown
}

/** @throws RushesError NOT_FOUND where none of the videos that were named is there. */
export function requireFound({ found }: Marked, ids: readonly string[]): void {
  if (found === 0) throw new RushesError('NOT_FOUND', `There is no video with the id ${ids.join(', ')} in the library.`)
}

/** The call that takes a change back; nothing where nothing changed. */
export function undoLine(procedure: string, { changed, undo }: Marked): string {
  // A quote would end what a shell takes as one word.
  const input = JSON.stringify(undo).replaceAll("'", "'\\''")
  return changed === 0 ? '' : ` Undo: rushes call ${procedure} '${input}'`
}
