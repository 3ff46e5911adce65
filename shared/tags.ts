/** Maximum length of a tag in UTF-16 code units. */
export const longestTag = 100

/** The ratings of a take, in stars. */
export const ratings = [1, 2, 3, 4, 5] as const

/** Normalises a tag: NFC, white space and control characters collapsed to single spaces, trimmed. */
export function cleanTag(text: string): string {
  return text
    .normalize('NFC')
    .replaceAll(/[\s\p{Cc}]+/gu, ' ')
    .trim()
}

/**
 * Returns a key that is equal for all spellings of a tag. Upper case comes first, so that `ß` equals `ss` and both
 * small sigmas are equal.
 */
export function tagKey(tag: string): string {
  return cleanTag(tag).toUpperCase().toLowerCase().normalize('NFC')
}

/** Returns whether a text is a valid tag: has visible characters, no lone surrogates, and is not too long. */
export function isTag(text: string): boolean {
  return /[\p{L}\p{N}\p{P}\p{S}]/u.test(text) && !/\p{Cs}/u.test(text) && cleanTag(text).length <= longestTag
}
