/**
 * Returns the FTS5 expression for a typed text: each of its words must begin a word of the row. Undefined if it has no
 * words. https://www.sqlite.org/fts5.html#full_text_query_syntax
 */
export function toMatch(text: string): string | undefined {
  const words = text.match(/[\p{L}\p{N}\p{M}\p{Co}]+/gu)
  return words?.map((word) => `"${word}"*`).join(' ')
}
