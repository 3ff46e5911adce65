import { readdir, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { findOwned } from './inside-library.ts'
import type { Layout } from './layout.ts'

/** Names without a version, as older Rushes gave them. */
const oldName = /^[0-9a-f]{64}\.\w+$/

/**
 * Removes the posters, storyboards and waveforms that older versions made without checking their sources. They are made
 * again when they are next needed.
 */
export async function removeOldPreviews(layout: Layout): Promise<void> {
  const { posters, storyboards, waveforms } = layout
  for (const folder of [posters, storyboards, waveforms]) {
    for (const part of await readdir(folder)) {
      const names = await readdir(join(folder, part)).catch(() => [])
      for (const name of names.filter((one) => oldName.test(one))) {
        const path = await findOwned(layout, join(folder, part, name))
        if (path !== undefined) await rm(path, { force: true })
      }
    }
  }
}
