import type { Generated, Selectable } from 'kysely'

/** `media` as ../../docs/database.md has it: columns of other programs first, to the letter, then ours, which may be null. */
export interface MediaTable {
  /** The sampled XxHash64; of two contents with the same one the second has the start of its SHA-256 behind it. */
  Id: string
  Name: string
  Path: string
  MediaType: 'Image' | 'Video'
  /** 1 new, 2 being processed, 3 processed, 6 failed. */
  MediaStatus: Generated<number>
  UserId: string | null
  /** SHA-256; null in a row of another program, whose content nobody has read. */
  file_hash: string | null
  size_bytes: number | null
  width: number | null
  height: number | null
  codec: string | null
  created_at: string | null
}

export type MediaRow = Selectable<MediaTable>

/** What a removal took of an image, whole, so that it can be put back; the columns but the first two and the last hold JSON. */
export interface RemovedMediaTable {
  id: string
  file_hash: string
  media: string
  locations: string
  related: string
  removed_at: Generated<string>
}
