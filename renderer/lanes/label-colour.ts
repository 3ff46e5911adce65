/** How many colours of ranges the theme has: `--range-0` and on. */
export const labelColours = 8

/** What the analysers of Rushes find, and what most find, keeps one colour each. */
const known: Record<string, number> = {
  shot: 0,
  scene: 0,
  word: 0,
  speech: 1,
  music: 3,
  noise: 7,
  silence: 2,
  loud: 3,
  black: 4,
  freeze: 5,
  quiet: 6,
}

/** The colour of a label, the same in every lane, on every page, in every session: the number of a `--range-…`. */
export function labelColour(label: string): number {
  const word = label.trim().toLowerCase()
  return known[word] ?? hash(word) % labelColours
}

/** FNV-1a, 32 bits: spreads words that differ in a letter. */
function hash(text: string): number {
  let value = 0x811c9dc5
  for (const byte of new TextEncoder().encode(text)) value = Math.imul(value ^ byte, 0x01000193) >>> 0
  return value
}
