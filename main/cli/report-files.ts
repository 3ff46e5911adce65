import type { OutsideFile } from '../../shared/contract/removal.ts'
import { errorKinds } from '../../shared/errors.ts'
import { formatCount } from '../../shared/units.ts'
import { say } from './output.ts'

/** Names the files that did not go to the system's trash, sets the exit code, and returns a line about the others. */
export function reportFiles(files: readonly OutsideFile[] = [], setExitCode: (code: number) => void): string {
  const [moved, stayed] = [files.filter(({ error }) => error === null), files.filter(({ error }) => error !== null)]
  for (const { error } of stayed) say(error ?? '')
  if (stayed.length > 0) setExitCode(errorKinds.FILE_CHANGED.exitCode)
  if (moved.length === 0) return ''
  return `\nMoved ${formatCount(moved.length, 'file')} to the system’s trash. Restore from there before you undo.`
}
