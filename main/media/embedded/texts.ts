/**
 * The longest text that is kept, 16 MiB. Workflows of 180 KB are normal; longer texts are not workflows, and would be
 * in every answer about the video.
 */
export const longestTagBytes = 16 * 1024 * 1024
/** All texts of a file together; they are held several times, in UTF-16, until they are parsed. */
const longestTotal = 24 * 1024 * 1024
/** More than any program writes; a file can have millions. */
const maxTags = 1000

/** The tags of a file; `notes` are sentences about what was left out. */
export interface FoundTags {
  tags: { key: string; value: string }[]
  notes: string[]
}

/** Collects the texts of one file, within limits. */
export interface TextCollector {
  found: FoundTags
  /** Bytes that a text may still have. */
  room(): number
  /** Returns whether a text of this length may be added; if not, that is noted. */
  fits(name: string, length: number): boolean
  add(key: string, value: string): void
  note(sentence: string): void
}

/** Creates a collector without texts. */
export function collectTexts(): TextCollector {
  const found: FoundTags = { tags: [], notes: [] }
  let total = 0
  const note = (sentence: string) => {
    if (!found.notes.includes(sentence) && found.notes.length < 50) found.notes.push(sentence)
  }
  const room = () => (found.tags.length < maxTags ? Math.min(longestTagBytes, longestTotal - total) : 0)
  const fits = (name: string, length: number) => {
    if (length > longestTagBytes) note(`Its ${name} is longer than 16 MiB and was left out.`)
    else if (length > room() || room() === 0)
      note('It carries more texts than Rushes keeps (1,000 texts, 24 MiB); the others were left out.')
    else return true
    return false
  }
  const add = (key: string, value: string) => {
    if (value === '' || !fits(`tag “${key.slice(0, 100)}”`, value.length)) return
    found.tags.push({ key, value })
    total += value.length
  }
  return { found, room, fits, add, note }
}

/** Decodes bytes as UTF-8 if they are valid, else as Latin-1: programs mix them up, whatever the format requires. */
export function decodeText(bytes: Uint8Array): string {
  return decodeUtf8(bytes) ?? Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('latin1')
}

/** Decodes a text file, which may be UTF-16 with a byte order mark. */
export function decodeTextFile(bytes: Uint8Array): string {
  const isUtf16 = (bytes[0] === 0xff && bytes[1] === 0xfe) || (bytes[0] === 0xfe && bytes[1] === 0xff)
  if (!isUtf16) return decodeText(bytes)
  return new TextDecoder(bytes[0] === 0xff ? 'utf-16le' : 'utf-16be').decode(bytes)
}

/** Undefined if the bytes are not valid UTF-8. */
export function decodeUtf8(bytes: Uint8Array): string | undefined {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes)
  } catch {
    return undefined
  }
}

/** Decodes UTF-16 of unknown byte order: in a prompt, the high byte of most characters is zero. */
export function decodeUtf16(bytes: Uint8Array, otherwise: 'utf-16be' | 'utf-16le' = 'utf-16le'): string {
  const zeros = countZeros(bytes)
  const order = zeros.even === zeros.odd ? otherwise : zeros.even > zeros.odd ? 'utf-16be' : 'utf-16le'
  return new TextDecoder(order).decode(bytes)
}

/** Counts the zero bytes at even and at odd positions. */
export function countZeros(bytes: Uint8Array): { even: number; odd: number } {
  const zeros = { even: 0, odd: 0 }
  for (let at = 0; at < bytes.length; at++) {
    if (bytes[at] !== 0) continue
    if (at % 2 === 0) zeros.even += 1
    else zeros.odd += 1
  }
  return zeros
}
