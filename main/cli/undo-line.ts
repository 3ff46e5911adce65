import { resolve } from 'node:path'

export interface Changed {
  changed: number
  undo: unknown
}

/** Returns the call that undoes a change of the library that the options select; empty if nothing changed. */
export function undoCall(
  { library, url }: { library?: string; url?: string },
  procedure: string,
  { changed, undo }: Changed,
): string {
  if (changed === 0) return ''
  const selected = url ? ` --url ${quoted(url)}` : library ? ` --library ${quoted(resolve(library))}` : ''
  return ` Undo: rushes call ${procedure} ${quoted(JSON.stringify(undo))}${selected}`
}

function quoted(text: string): string {
  // An unescaped quote would end the quoted argument in a shell.
  return `'${text.replaceAll("'", "'\\''")}'`
}
