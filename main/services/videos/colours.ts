import type { Core } from '../../core.ts'
import { type Coloured, readColours, setColour } from '../../database/videos/notes.ts'

/** Labels videos, in order and in one transaction; ids of unknown videos are ignored. `undo` reverses all of it. */
export async function colourVideos(core: Core, asked: readonly Coloured[]) {
  return await core.write(async ({ db, touch }) => {
    const found = new Set<string>()
    const before: Coloured[] = []
    for (const { ids, colour } of asked) {
      const coloured = await readColours(db, ids)
      for (const id of coloured.flatMap((group) => group.ids)) found.add(id)
      before.push(...coloured.filter((group) => group.colour !== colour))
      await setColour(db, ids, colour)
    }
    const changed = new Set(before.flatMap(({ ids }) => ids)).size
    if (changed > 0) touch('videos')
    return { found: found.size, changed, undo: { colours: before.toReversed() } }
  })
}
