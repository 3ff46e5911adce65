/** A character of Chinese or Japanese, which is a word of its own in the search index (migration 35). */
const character = /[々-〇぀-ヿㇰ-ㇿ㐀-䶿一-鿿豈-﫿ｦ-ﾟ\u{20000}-\u{3fffd}]/gu
const word = /[\p{L}\p{N}\p{M}\p{Co}]+/gu

/**
 * Returns the FTS5 expression for a typed text: each of its words must begin a word of the row, or be part of a text in
 * Chinese or Japanese. Undefined if it has no words. https://www.sqlite.org/fts5.html#full_text_query_syntax
 */
export function toMatch(text: string): string | undefined {
  const words = text.match(word)
  return words?.map((each) => `"${withSpaces(each)}"*`).join(' ')
}

/** Returns the FTS5 expression of the words of a text in this order. */
export function toPhrase(text: string): string {
  const words = text.match(word) ?? []
  return `"${withSpaces(words.join(' '))}"`
}

function withSpaces(text: string): string {
  return text.replaceAll(character, ' $& ').trim()
}
