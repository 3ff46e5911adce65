const entities: Record<string, string> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'" }

/**
 * Returns the properties in a packet of XMP by name, without prefix and in lower case: attributes and elements, with
 * the text inside an element, also in a list. The first of a name counts, of a list its first text. Takes broken
 * packets as far as they go, in linear time: programs write XMP as a template.
 */
export function xmpProperties(packet: string): Map<string, string> {
  const properties = new Map<string, string>()
  const add = (name: string, value: string) => {
    if (value !== '' && !properties.has(name)) properties.set(name, value)
  }
  const open: string[] = []
  let at = packet.indexOf('<')
  while (at >= 0) {
    const end = endOfTag(packet, at)
    if (end < 0) break
    const tag = packet.slice(at + 1, end)
    const next = packet.indexOf('<', end)
    const text = packet.slice(end + 1, next < 0 ? packet.length : next).trim()
    if (tag.startsWith('/')) open.pop()
    else if (!/^[?!]/.test(tag)) {
      for (const [name, value] of attributesOf(tag)) add(name, value)
      const name = localName(/^[^\s/]+/.exec(tag)?.[0] ?? '')
      if (!tag.endsWith('/')) open.push(isList(name) ? (open.at(-1) ?? name) : name)
      if (!tag.endsWith('/')) add(open.at(-1) ?? '', decodeEntities(text))
    }
    at = next
  }
  return properties
}

/** Returns the end of the tag that begins at a position; a `>` within quotes is none. */
function endOfTag(packet: string, start: number): number {
  let quote: string | undefined
  for (let at = start; at < packet.length; at++) {
    const sign = packet[at]
    if (quote !== undefined) quote = sign === quote ? undefined : quote
    else if (sign === '>') return at
    else if (sign === '"' || sign === "'") quote = sign
  }
  return -1
}

function* attributesOf(tag: string): Generator<[name: string, value: string]> {
  for (const [, name = '', double, single] of tag.matchAll(
    /\s([\w.-]{1,100}:[\w.-]{1,100})=(?:"([^"]*)"|'([^']*)')/g,
  )) {
    if (!/^(xmlns|rdf|xml):/.test(name)) yield [localName(name), decodeEntities(double ?? single ?? '')]
  }
}

function localName(name: string): string {
  return name.slice(name.indexOf(':') + 1).toLowerCase()
}

/** The elements between a property and its texts. */
function isList(name: string): boolean {
  return ['alt', 'seq', 'bag', 'li'].includes(name)
}

function decodeEntities(text: string): string {
  return text.replace(/&(?:#(\d{1,7})|#x([\da-f]{1,6})|(amp|lt|gt|quot|apos));/gi, (whole, decimal, hex, name) => {
    if (name) return entities[name.toLowerCase()] ?? whole
    const code = decimal ? Number(decimal) : Number.parseInt(hex, 16)
    return code <= 0x10ffff ? String.fromCodePoint(code) : whole
  })
}
