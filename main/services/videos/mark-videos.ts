import type { Core } from '../../core.ts'
import { type Coloured, readColours, setColour } from '../../database/videos/notes.ts'
import { type Rated, readRatings, setRating } from '../../database/videos/ratings.ts'
import { mark } from '../calls/mark.ts'

/** Rates videos, in order and in one transaction; ids of unknown videos are ignored. `undo` reverses all of it. */
export async function rateVideos(core: Core, asked: readonly Rated[]) {
  const { before, ...counts } = await mark(core, asked, {
    topic: 'videos',
    read: readRatings,
    isSame: (one, other) => one.rating === other.rating,
    write: (db, { ids, rating }) => setRating(db, ids, rating),
  })
  return { ...counts, undo: { ratings: before } }
}

/** Labels videos, in order and in one transaction; ids of unknown videos are ignored. `undo` reverses all of it. */
export async function colourVideos(core: Core, asked: readonly Coloured[]) {
  const { before, ...counts } = await mark(core, asked, {
    topic: 'videos',
    read: readColours,
    isSame: (one, other) => one.colour === other.colour,
    write: (db, { ids, colour }) => setColour(db, ids, colour),
  })
  return { ...counts, undo: { colours: before } }
}
