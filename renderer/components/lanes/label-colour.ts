/** Number of colours for ranges in the theme, from `--range-0`. */
export const labelColours = 8

/** Fixed colours for the labels of built-in and common analysers. */
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

/** Returns the number of the `--range-…` colour of a label. It is the same in every lane and session. */
export function labelColour(label: string): number {
  const word = label.trim().toLowerCase()
  return known[word] ?? hash(word) % labelColours
}

/** Hashes with 32-bit FNV-1a, which spreads labels that differ in one letter. */
function hash(text: string): number {
  let value = 0x811c9dc5
  for (const byte of new TextEncoder().encode(text)) value = Math.imul(value ^ byte, 0x01000193) >>> 0
  return value
}
