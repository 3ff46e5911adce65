interface Marked {
  changed: number
  undo: unknown
}

/** Returns the call that undoes a change; empty if nothing changed. */
export function undoLine(procedure: string, { changed, undo }: Marked): string {
  // An unescaped quote would end the quoted argument in a shell.
  const input = JSON.stringify(undo).replaceAll("'", "'\\''")
  return changed === 0 ? '' : ` Undo: rushes call ${procedure} '${input}'`
}
