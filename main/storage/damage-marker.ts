import { rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Layout } from './layout.ts'
import { privateFile } from './make-folder.ts'
import { statIfPresent } from './presence.ts'

/** The file that says that damage was found in the database while it was open; the next start checks it first. */
function markerOf({ folder }: Pick<Layout, 'folder'>): string {
  return join(folder, 'cache', 'database-damaged')
}

/** Notes that damage was found in the database of an open library. */
export function markDamaged(layout: Pick<Layout, 'folder'>): void {
  writeFileSync(markerOf(layout), '', { mode: privateFile })
}

/** Returns whether damage was found the last time that the library was open. */
export function isMarkedDamaged(layout: Pick<Layout, 'folder'>): boolean {
  return statIfPresent(markerOf(layout)) !== undefined
}

/** Removes the note, after a check that found no damage. */
export function unmarkDamaged(layout: Pick<Layout, 'folder'>): void {
  rmSync(markerOf(layout), { force: true })
}
