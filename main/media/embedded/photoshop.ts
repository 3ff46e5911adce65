import { decodeText, type TextCollector } from './texts.ts'

/** Texts of the application record of IPTC-IIM 4.2, by data set. */
const names = new Map([
  [5, 'ObjectName'],
  [25, 'Keywords'],
  [40, 'SpecialInstructions'],
  [65, 'OriginatingProgram'],
  [80, 'By-line'],
  [103, 'OriginalTransmissionReference'],
  [105, 'Headline'],
  [110, 'Credit'],
  [115, 'Source'],
  [116, 'CopyrightNotice'],
  [120, 'Caption-Abstract'],
])
const iptc = 0x0404
const applicationRecord = 2

/** Reads the texts of IPTC-IIM in Photoshop's image resources: `8BIM`, an id, a name and data, both of even length. */
export function readPhotoshop(bytes: Buffer, texts: TextCollector): void {
  let at = 0
  while (at + 12 <= bytes.length && bytes.toString('latin1', at, at + 4) === '8BIM') {
    const nameLength = (bytes[at + 6] ?? 0) + 1
    const sizeAt = at + 6 + nameLength + (nameLength % 2)
    if (sizeAt + 4 > bytes.length) return
    const size = bytes.readUInt32BE(sizeAt)
    if (bytes.readUInt16BE(at + 4) === iptc) readIptc(bytes.subarray(sizeAt + 4, sizeAt + 4 + size), texts)
    at = sizeAt + 4 + size + (size % 2)
  }
}

/** Data sets: 0x1c, the record, the number of the set, a length and data. */
function readIptc(bytes: Buffer, texts: TextCollector): void {
  let at = 0
  while (at + 5 <= bytes.length && bytes[at] === 0x1c) {
    const length = bytes.readUInt16BE(at + 3)
    const name = bytes[at + 1] === applicationRecord ? names.get(bytes[at + 2] ?? 0) : undefined
    if (name) texts.add(`IPTC ${name}`, decodeText(bytes.subarray(at + 5, at + 5 + length)))
    at += 5 + length
  }
}
