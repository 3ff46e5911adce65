import type { Database } from 'better-sqlite3'
import { createTriggers, type Followed } from './0032-journal.ts'

const followed: readonly Followed[] = [
  { table: 'tagged_images', key: ['file_hash', 'tag_key'], columns: ['tag'] },
  { table: 'image_notes', key: ['file_hash'], columns: ['rating', 'colour', 'note'], long: ['note'] },
]

/**
 * Tags, ratings, colours and notes of images, by content as `image_generation`: a table `media` of another program may
 * lack the key that a foreign key needs, and an image that is removed and imported again has what it had.
 */
export function up(database: Database): void {
  database.exec(`
    CREATE TABLE tagged_images (
      file_hash TEXT NOT NULL,
      tag_key TEXT NOT NULL CHECK (tag_key <> ''),
      tag TEXT NOT NULL CHECK (tag <> ''),
      PRIMARY KEY (file_hash, tag_key)
    ) STRICT, WITHOUT ROWID;
    CREATE INDEX tagged_images_by_tag ON tagged_images (tag_key, tag);
    CREATE TABLE image_notes (
      file_hash TEXT PRIMARY KEY,
      rating INTEGER CHECK (rating IN (1, 2, 3, 4, 5)),
      colour TEXT CHECK (colour IN ('red', 'orange', 'yellow', 'green', 'blue', 'purple', 'grey')),
      note TEXT CHECK (note <> ''),
      CHECK (coalesce(rating, colour, note) IS NOT NULL)
    ) STRICT, WITHOUT ROWID;`)
  for (const of of followed) createTriggers(database, of)
}
