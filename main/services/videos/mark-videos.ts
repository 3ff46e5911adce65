import type { Core } from '../../core.ts'
import type { WritableDb } from '../../database/connection/connection.ts'
import { type Coloured, readColours, setColour } from '../../database/videos/notes.ts'
import { type Rated, readRatings, setRating } from '../../database/videos/ratings.ts'

/** Rates videos, in order and in one transaction; ids of unknown videos are ignored. `undo` reverses all of it. */
export async function rateVideos(core: Core, asked: readonly Rated[]) {
  const { before, ...counts } = await mark(core, asked, {
    read: readRatings,
    isSame: (one, other) => one.rating === other.rating,
    write: (db, { ids, rating }) => setRating(db, ids, rating),
  })
  return { ...counts, undo: { ratings: before } }
}

/** Labels videos, in order and in one transaction; ids of unknown videos are ignored. `undo` reverses all of it. */
export async function colourVideos(core: Core, asked: readonly Coloured[]) {
  const { before, ...counts } = await mark(core, asked, {
    read: readColours,
    isSame: (one, other) => one.colour === other.colour,
    write: (db, { ids, colour }) => setColour(db, ids, colour),
  })
  return { ...counts, undo: { colours: before } }
}

interface Kind<Marked> {
  read(db: WritableDb, ids: readonly string[]): Promise<Marked[]>
  isSame(one: Marked, other: Marked): boolean
  write(db: WritableDb, marked: Marked): Promise<void>
}

async function mark<Marked extends { ids: string[] }>(core: Core, asked: readonly Marked[], kind: Kind<Marked>) {
  return await core.write(async ({ db, touch }) => {
    const found = new Set<string>()
    const before: Marked[] = []
    for (const one of asked) {
      const groups = await kind.read(db, one.ids)
      for (const id of groups.flatMap(({ ids }) => ids)) found.add(id)
      before.push(...groups.filter((group) => !kind.isSame(group, one)))
      await kind.write(db, one)
    }
    const changed = new Set(before.flatMap(({ ids }) => ids)).size
    if (changed > 0) touch('videos')
    // In reverse, so that a video that was marked twice gets its first mark back.
    return { found: found.size, changed, before: before.toReversed() }
  })
}
