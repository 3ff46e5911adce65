import { deflateSync, gzipSync } from 'node:zlib'
import { box, png } from './tagged-files.ts'

/** A JPEG of segments before an image. */
export function jpegOf(...segments: [marker: number, data: Buffer][]): Buffer {
  const parts = segments.map(([marker, data]) => {
    const head = Buffer.from([0xff, marker, 0, 0])
    head.writeUInt16BE(data.length + 2, 2)
    return Buffer.concat([head, data])
  })
  return Buffer.concat([Buffer.from('ffd8', 'hex'), ...parts, Buffer.from('ffda0002', 'hex'), Buffer.alloc(50)])
}

/** The segments that carry metadata in a JPEG. */
export const segment = {
  exif: (data: Buffer): [number, Buffer] => [0xe1, Buffer.concat([Buffer.from('Exif\0\0'), data])],
  xmp: (packet: string): [number, Buffer] => [0xe1, Buffer.from(`http://ns.adobe.com/xap/1.0/\0${packet}`)],
  /** A part of a long packet: the digest, the length of all, and the offset of this one. */
  longXmp: (part: string, offset: number, length: number): [number, Buffer] => [
    0xe1,
    Buffer.concat([
      Buffer.from(`http://ns.adobe.com/xmp/extension/\0${'0'.repeat(32)}`),
      uint32(length),
      uint32(offset),
      Buffer.from(part),
    ]),
  ],
  comment: (text: string): [number, Buffer] => [0xfe, Buffer.from(text)],
  /** Texts of IPTC-IIM by the number of their data set. */
  iptc: (texts: Record<number, string>): [number, Buffer] => {
    const sets = Object.entries(texts).map(([set, text]) =>
      Buffer.concat([Buffer.from([0x1c, 2, Number(set)]), uint16(Buffer.byteLength(text)), Buffer.from(text)]),
    )
    const data = Buffer.concat(sets)
    const resource = [Buffer.from('8BIM\x04\x04\0\0', 'latin1'), uint32(data.length), data]
    return [0xed, Buffer.concat([Buffer.from('Photoshop 3.0\0'), ...resource])]
  },
  /** Content credentials in pieces of `size` bytes, each with the header of the box. */
  credentials: (store: Buffer, size: number): [number, Buffer][] => {
    const [header, rest] = [store.subarray(0, 8), store.subarray(8)]
    return Array.from({ length: Math.ceil(rest.length / size) }, (_, index) => [
      0xeb,
      Buffer.concat([
        Buffer.from('JP\0\x01', 'latin1'),
        uint32(index + 1),
        header,
        rest.subarray(index * size, (index + 1) * size),
      ]),
    ])
  },
}

/** A WebP of chunks; an animation with a canvas of 640 × 360. */
export function webpOf(...chunks: [type: string, data: Buffer][]): Buffer {
  const canvas = Buffer.from([2, 0, 0, 0, 127, 2, 0, 103, 1, 0])
  const all: [string, Buffer][] = [['VP8X', canvas], ['ANMF', Buffer.alloc(33)], ...chunks]
  const body = Buffer.concat([
    Buffer.from('WEBP'),
    ...all.flatMap(([type, data]) => [Buffer.from(type), little32(data.length), data, Buffer.alloc(data.length % 2)]),
  ])
  return Buffer.concat([Buffer.from('RIFF'), little32(body.length), body])
}

/** A GIF of one frame between a comment and XMP. */
export function gifOf({ comment, xmp }: { comment: string; xmp: string }): Buffer {
  const trailer = Buffer.from([1, ...Array.from({ length: 256 }, (_, index) => 255 - index), 0])
  return Buffer.concat([
    Buffer.from('GIF89a'),
    Buffer.from([1, 0, 1, 0, 0x80, 0, 0, 0, 0, 0, 255, 255, 255]),
    Buffer.from([0x21, 0xfe]),
    blocks(Buffer.from(comment)),
    Buffer.from([0x2c, 0, 0, 0, 0, 1, 0, 1, 0, 0, 2, 2, 0x44, 1, 0]),
    Buffer.from('\x21\xff\x0bXMP DataXMP', 'latin1'),
    Buffer.from(xmp),
    trailer,
    Buffer.from(';'),
  ])
}

function blocks(data: Buffer): Buffer {
  const parts: Buffer[] = []
  for (let at = 0; at < data.length; at += 255) {
    const part = data.subarray(at, at + 255)
    parts.push(Buffer.from([part.length]), part)
  }
  return Buffer.concat([...parts, Buffer.from([0])])
}

/** A HEIC or AVIF with an item of EXIF data and one of XMP. */
export function heifOf(brand: 'heic' | 'avif', exif: Buffer, xmp: string): Buffer {
  const payloads = [Buffer.concat([uint32(6), Buffer.from('Exif\0\0'), exif]), Buffer.from(xmp)]
  const entry = (id: number, type: string, rest: string) =>
    box('infe', Buffer.concat([Buffer.from([2, 0, 0, 0]), uint16(id), uint16(0), Buffer.from(`${type}\0${rest}`)]))
  const items = [entry(1, 'Exif', ''), entry(2, 'mime', 'application/rdf+xml\0')]
  const infos = box('iinf', Buffer.concat([Buffer.alloc(4), uint16(items.length), ...items]))
  const build = (start: number) => {
    let at = start
    const places = payloads.map((payload, index) => {
      const place = Buffer.concat([uint16(index + 1), uint16(0), uint16(1), uint32(at), uint32(payload.length)])
      at += payload.length
      return place
    })
    const locations = Buffer.concat([Buffer.alloc(4), uint16(0x4400), uint16(places.length), ...places])
    const meta = box('meta', Buffer.concat([Buffer.alloc(4), infos, box('iloc', locations)]))
    return Buffer.concat([box('ftyp', Buffer.from(`${brand}\0\0\0\0${brand}`)), meta])
  }
  const head = build(0)
  return Buffer.concat([build(head.length + 8), box('mdat', Buffer.concat(payloads))])
}

const attachment = { segment: '18538067', attachments: '1941a469', file: '61a7', type: '4660', data: '465c' } as const

/** The head of a Matroska file, and the element of attachments with one of content credentials. */
export function matroskaParts(data: Buffer): [head: Buffer, attachments: Buffer] {
  const file = matroskaOf('application/c2pa', data)
  return [file.subarray(0, 16), file.subarray(file.indexOf(Buffer.from(attachment.attachments, 'hex')))]
}

/** A Matroska file with one attachment after a cluster. */
export function matroskaOf(mediaType: string, data: Buffer): Buffer {
  const element = (id: string, inside: Buffer) => {
    const size = Buffer.alloc(8)
    size.writeBigUInt64BE(BigInt(inside.length) | (1n << 56n))
    return Buffer.concat([Buffer.from(id, 'hex'), size, inside])
  }
  const attached = element(
    attachment.file,
    Buffer.concat([element(attachment.data, data), element(attachment.type, Buffer.from(mediaType))]),
  )
  const inside = [element('1f43b675', Buffer.alloc(9000)), element(attachment.attachments, attached)]
  return Buffer.concat([element('1a45dfa3', Buffer.alloc(4)), element(attachment.segment, Buffer.concat(inside))])
}

type Signature = 'stealth_pnginfo' | 'stealth_pngcomp' | 'stealth_rgbinfo' | 'stealth_rgbcomp'

/**
 * A PNG whose pixels hide a text: in the alpha channel, as NovelAI writes it, or in red, green and blue; those of the
 * latter have an alpha channel if `hasAlpha`.
 */
export function stealthPng(text: string, signature: Signature = 'stealth_pngcomp', hasAlpha = false): Buffer {
  const data = signature.endsWith('comp') ? gzipSync(text) : Buffer.from(text)
  const hidden = Buffer.concat([Buffer.from(signature), uint32(data.length * 8), data])
  const isRgb = signature.startsWith('stealth_rgb')
  const [first, count] = isRgb ? [0, 3] : [3, 1]
  const channels = isRgb && !hasAlpha ? 3 : 4
  const height = 130
  const width = Math.ceil((hidden.length * 8) / height / count) + 3
  // The filters of rows take turns, so that each is reversed.
  const rows: Buffer[] = []
  let above = Buffer.alloc(width * channels)
  for (let y = 0; y < height; y++) {
    const row = Buffer.alloc(width * channels, 254)
    for (let x = 0; x < width; x++) {
      row[x * channels] = (x * y) & 254
      for (let channel = 0; channel < count; channel++) {
        const bit = (x * height + y) * count + channel
        const at = x * channels + first + channel
        row[at] = (row[at] ?? 0) | (((hidden[bit >> 3] ?? 0) >> (7 - (bit & 7))) & 1)
      }
    }
    rows.push(filterRow(y % 5, row, above, channels))
    above = row
  }
  const head = Buffer.concat([uint32(width), uint32(height), Buffer.from([8, channels === 4 ? 6 : 2, 0, 0, 0])])
  return png([], [], { head, data: deflateSync(Buffer.concat(rows)) })
}

function filterRow(type: number, row: Buffer, above: Buffer, size: number): Buffer {
  const predicted = Buffer.from(row).map((_, at) => {
    const [left, up, corner] = [at < size ? 0 : row[at - size], above[at], at < size ? 0 : above[at - size]].map(
      (value) => value ?? 0,
    )
    const [a = 0, b = 0, c = 0] = [left, up, corner]
    const p = a + b - c
    const nearest = [a, b, c].sort((m, n) => Math.abs(p - m) - Math.abs(p - n))[0] ?? 0
    return [0, a, b, (a + b) >> 1, nearest][type] ?? 0
  })
  return Buffer.concat([Buffer.from([type]), row.map((value, at) => value - (predicted[at] ?? 0))])
}

/** A packet of XMP: properties as attributes, and others as elements with their content. */
export function xmpPacket(attributes: Record<string, string>, elements: Record<string, string> = {}): string {
  const escaped = (text: string) => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('"', '&quot;')
  const [list, inside] = [
    Object.entries(attributes).map(([name, value]) => ` ${name}="${escaped(value)}"`),
    Object.entries(elements).map(([name, value]) => `<${name}>${value}</${name}>`),
  ]
  return [
    '<?xpacket begin="\uFEFF" id="W5M0MpCehiHzreSzNTczkc9d"?><x:xmpmeta xmlns:x="adobe:ns:meta/">',
    '<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">',
    `<rdf:Description rdf:about=""${list.join('')}>${inside.join('')}</rdf:Description>`,
    '</rdf:RDF></x:xmpmeta><?xpacket end="w"?>',
  ].join('\n')
}

function uint16(value: number): Buffer {
  const buffer = Buffer.alloc(2)
  buffer.writeUInt16BE(value)
  return buffer
}

function uint32(value: number): Buffer {
  const buffer = Buffer.alloc(4)
  buffer.writeUInt32BE(value)
  return buffer
}

function little32(value: number): Buffer {
  return uint32(value).swap32()
}
