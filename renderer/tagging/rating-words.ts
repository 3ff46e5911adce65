import { formatCount } from '../../shared/units.ts'

/** Which rating a key gives, by its chord: null takes it away, undefined is no such key. */
export function ratingOf(chord: string | null): number | null | undefined {
  if (chord === null || !/^[0-5]$/.test(chord)) return undefined
  return chord === '0' ? null : Number(chord)
}

/** `4 stars`, as it is spoken and written. */
export function starWords(rating: number): string {
  return formatCount(rating, 'star')
}

/** The keys of ratings and tags, for the help. */
export const taggingKeys = [
  { key: '1 … 5', words: 'Rate' },
  { key: '0', words: 'Take the rating away' },
  { key: 'T', words: 'Tags' },
] as const
