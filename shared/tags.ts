/** The longest tag, in UTF-16 code units. */
export const longestTag = 100

/** Stars that a take can have. */
export const ratings = [1, 2, 3, 4, 5] as const

/** A tag as it is kept: NFC, one blank for each stretch of white space or control characters, none at the ends. */
export function cleanTag(text: string): string {
  return text
    .normalize('NFC')
    .replaceAll(/[\s\p{Cc}]+/gu, ' ')
    .trim()
}

/** What two spellings of one tag have in common. Through capitals first: `ß` is `ss`, and both small sigmas are one. */
export function tagKey(tag: string): string {
  return cleanTag(tag).toUpperCase().toLowerCase().normalize('NFC')
}

/** Whether there is anything to see of it, and no half of a character. */
export function isTag(text: string): boolean {
  return /[\p{L}\p{N}\p{P}\p{S}]/u.test(text) && !/\p{Cs}/u.test(text) && cleanTag(text).length <= longestTag
}
