/** A character of Chinese or Japanese, which is a word of its own in the search index (migration 35). */
const character = /[々-〇぀-ヿㇰ-ㇿ㐀-䶿一-鿿豈-﫿ｦ-ﾟ\u{20000}-\u{3fffd}]/gu
const word = /[\p{L}\p{N}\p{M}\p{Co}]+/gu

/** The marks that make another letter of kana in decomposed texts. The index does not have them. */
const kanaMark = /[\u3099\u309a]/

/**
 * Returns the FTS5 expression for a typed text: each of its words must begin a word of the row, or be part of a text in
 * Chinese or Japanese, in either Unicode form. Undefined if it has no words.
 * https://www.sqlite.org/fts5.html#full_text_query_syntax
 */
export function toMatch(text: string): string | undefined {
  const words = text.normalize('NFC').match(word)
  return words?.map((each) => inForms(each, (form) => `"${withSpaces(form)}"*`)).join(' AND ')
}

/** Returns the FTS5 expression of the words of a text in this order, in either Unicode form. */
export function toPhrase(text: string): string {
  const words = text.normalize('NFC').match(word) ?? []
  return inForms(words.join(' '), (form) => `"${withSpaces(form)}"`)
}

/** Names of files keep the form in which a file system gave them, and triggers cannot change it. */
function inForms(text: string, expression: (form: string) => string): string {
  const decomposed = text.normalize('NFD')
  if (decomposed === text || kanaMark.test(decomposed)) return expression(text)
  return `(${expression(text)} OR ${expression(decomposed)})`
}

function withSpaces(text: string): string {
  return text.replaceAll(character, ' $& ').trim()
}
