import { existsSync } from 'node:fs'
import { mkdir, rename } from 'node:fs/promises'
import { dirname } from 'node:path'

/** Moves a file within the library, to its trash or back; where it is not there, or the other place is taken, nothing happens. */
export async function moveWithin(from: string, to: string): Promise<void> {
  if (!existsSync(from) || existsSync(to)) return
  await mkdir(dirname(to), { recursive: true })
  await rename(from, to)
}
