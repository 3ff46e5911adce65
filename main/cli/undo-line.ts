import { resolve } from 'node:path'

export interface Changed {
  changed: number
  undo: unknown
}

interface Selected {
  library?: string
  url?: string
}

/** Returns the call that undoes a change of the library that the options select; empty if nothing changed. */
export function undoCall(selected: Selected, procedure: string, { changed, undo }: Changed): string {
  return changed === 0 ? '' : undoCommand(selected, `call ${procedure} ${quoted(JSON.stringify(undo))}`)
}

/** Returns a sentence with the command, given without `rushes`, that undoes or redoes a change of the library. */
export function undoCommand({ library, url }: Selected, command: string, verb: 'Undo' | 'Redo' = 'Undo'): string {
  const selected = url ? ` --url ${quoted(url)}` : library ? ` --library ${quoted(resolve(library))}` : ''
  return ` ${verb}: rushes ${command}${selected}`
}

function quoted(text: string): string {
  // An unescaped quote would end the quoted argument in a shell.
  return `'${text.replaceAll("'", "'\\''")}'`
}
