/**
 * Characters that order a terminal about or change the order of what is read: controls but for tab and line break, line
 * separators, marks of direction, and halves of surrogate pairs. The joiners inside emoji and scripts stay.
 */
const orders =
  /[\p{Cc}\u2028\u2029\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069\ufeff\u{e0000}-\u{e007f}\p{Surrogate}]/gu

/** Returns a text for people without characters that order a terminal about; a question mark stands for each. */
export function plainText(text: string): string {
  return text
    .replaceAll('\r\n', '\n')
    .replace(orders, (character) => (character === '\n' || character === '\t' ? character : '?'))
}

/** Returns the same in one line, for a cell or a name. */
export function plainLine(text: string): string {
  return plainText(text.replace(/[\n\t]/g, '?'))
}

/** Returns a JSON document with such characters escaped; it means the same. */
export function plainJson(document: string): string {
  return document.replace(orders, (character) =>
    character === '\n' || character === '\t' ? character : escapesOf(character),
  )
}

function escapesOf(character: string): string {
  return character
    .split('')
    .map((unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`)
    .join('')
}
