import { DOMParser, type Document, type Element, type Node, XMLSerializer } from '@xmldom/xmldom'
import type { Colour } from '../../../shared/colours.ts'
import { messageOf, RushesError } from '../../../shared/errors.ts'
import { tagKey } from '../../../shared/tags.ts'
import { digestOf, isSame, type ReadSidecar, type SidecarValues, tagsOf } from './sidecar-values.ts'

const namespaces = {
  rdf: 'http://www.w3.org/1999/02/22-rdf-syntax-ns#',
  xmp: 'http://ns.adobe.com/xap/1.0/',
  dc: 'http://purl.org/dc/elements/1.1/',
  lr: 'http://ns.adobe.com/lightroom/1.0/',
  digiKam: 'http://www.digikam.org/ns/1.0/',
  rushes: 'urn:rushes:sidecar:1',
} as const
type Prefix = keyof typeof namespaces
/** A property by the prefix of its namespace and its name. */
type Property = readonly [prefix: Prefix, name: string]

const rating: Property = ['xmp', 'Rating']
const label: Property = ['xmp', 'Label']
const subject: Property = ['dc', 'subject']
const description: Property = ['dc', 'description']
const digest: Property = ['rushes', 'digest']
/** Lists of tags with the tags above them, which programs prefer to `dc:subject`, and what parts these. */
const hierarchies: readonly (readonly [Property, string])[] = [
  [['lr', 'hierarchicalSubject'], '|'],
  [['digiKam', 'TagsList'], '/'],
]

/** The names of colours as Lightroom writes them, in English. */
const labels: Record<Colour, string> = {
  red: 'Red',
  orange: 'Orange',
  yellow: 'Yellow',
  green: 'Green',
  blue: 'Blue',
  purple: 'Purple',
  grey: 'Gray',
}
/** The other names: those of Bridge's default labels, and digiKam's. */
const colourOfLabel: Record<string, Colour> = {
  ...Object.fromEntries(Object.entries(labels).map(([colour, name]) => [name.toLowerCase(), colour as Colour])),
  grey: 'grey',
  magenta: 'purple',
  select: 'red',
  second: 'yellow',
  approved: 'green',
  review: 'blue',
  'to do': 'purple',
}

const emptyPacket = `<?xpacket begin="\u{feff}" id="W5M0MpCehiHzreSzNTczkc9d"?>
<x:xmpmeta xmlns:x="adobe:ns:meta/">
 <rdf:RDF xmlns:rdf="${namespaces.rdf}">
  <rdf:Description rdf:about="" xmlns:xmp="${namespaces.xmp}" xmlns:dc="${namespaces.dc}" xmlns:lr="${namespaces.lr}" xmlns:rushes="${namespaces.rushes}"/>
 </rdf:RDF>
</x:xmpmeta>
<?xpacket end="w"?>`

/** A sidecar of XMP; `hasOtherLabel` is true if its label is none of the colours. */
export interface ReadXmp extends ReadSidecar {
  hasOtherLabel: boolean
}

/** Reads the values in a packet of XMP. @throws RushesError FILE_UNREADABLE */
export function readXmp(packet: string): ReadXmp {
  const all = descriptionsIn(parse(packet))
  const values = valuesIn(all)
  return {
    values,
    isOurs: textOf(all, digest) === digestNow(all),
    hasOtherLabel: values.colour === null && textOf(all, label) !== null,
  }
}

/**
 * Returns a packet with these values, and all else of `packet` as it was: other properties, and the spelling of values
 * that stay the same. @throws RushesError FILE_UNREADABLE
 */
export function writeXmp(packet: string | undefined, values: SidecarValues): string {
  const document = parse(packet ?? emptyPacket)
  const all = descriptionsIn(document)
  const before = valuesIn(all)
  if (values.rating !== before.rating) setText(all, rating, values.rating === null ? null : String(values.rating))
  if (values.colour !== before.colour) setText(all, label, values.colour && labels[values.colour])
  if (values.note !== before.note) setList(all, description, 'Alt', values.note === null ? [] : [values.note])
  if (!isSame({ ...before, tags: values.tags }, before)) {
    setList(all, subject, 'Bag', values.tags)
    for (const [property, parting] of hierarchies) {
      // Only Lightroom's list is added: digiKam reads it too.
      if (property[0] !== 'lr' && elementOf(all, property) === undefined) continue
      setList(all, property, 'Bag', withHierarchy(listOf(all, property), values.tags, parting))
    }
  }
  setText(all, digest, digestNow(all))
  return new XMLSerializer().serializeToString(document)
}

/** Returns the tags in the hierarchies that they have in `before`; new ones are in none. */
function withHierarchy(before: readonly string[], tags: readonly string[], parting: string): string[] {
  const kept = new Map(before.map((path) => [tagKey(path.split(parting).at(-1) ?? ''), path]))
  return tags.map((tag) => kept.get(tagKey(tag)) ?? tag)
}

function parse(packet: string): Document {
  try {
    const onError = (level: string, message: string) => {
      if (level !== 'warning') throw new Error(message)
    }
    return new DOMParser({ onError }).parseFromString(packet.replace(/^\u{feff}/u, ''), 'text/xml')
  } catch (error) {
    throw new RushesError('FILE_UNREADABLE', `It is no XMP: ${messageOf(error)}`, { cause: error })
  }
}

/** Returns the elements that hold the properties of the file. @throws RushesError FILE_UNREADABLE if there is none */
function descriptionsIn(document: Document): [Element, ...Element[]] {
  const found = [...document.getElementsByTagNameNS(namespaces.rdf, 'Description')]
  const [first, ...others] = found.filter(({ parentNode }) => parentNode?.localName === 'RDF')
  if (!first) throw new RushesError('FILE_UNREADABLE', 'It is no XMP: it has no rdf:Description.')
  return [first, ...others]
}

function valuesIn(all: readonly Element[]): SidecarValues {
  const stars = Number(textOf(all, rating))
  const lists = [listOf(all, subject), ...hierarchies.map(([property, parting]) => leavesOf(all, property, parting))]
  return {
    rating: [1, 2, 3, 4, 5].includes(stars) ? stars : null,
    colour: colourOfLabel[textOf(all, label)?.toLowerCase() ?? ''] ?? null,
    tags: tagsOf(lists.find((list) => list.length > 0) ?? []),
    note: listOf(all, description)[0] ?? null,
  }
}

function leavesOf(all: readonly Element[], property: Property, parting: string): string[] {
  return listOf(all, property).map((path) => path.split(parting).at(-1) ?? '')
}

function digestNow(all: readonly Element[]): string {
  const lists = [subject, ...hierarchies.map(([property]) => property)].map((property) => listOf(all, property))
  return digestOf([textOf(all, rating), textOf(all, label), lists, listOf(all, description)])
}

function childElements(of: Node): Element[] {
  return [...of.childNodes].filter((node): node is Element => node.nodeType === 1)
}

function elementOf(all: readonly Element[], [prefix, name]: Property): Element | undefined {
  return all
    .flatMap(childElements)
    .find((element) => element.localName === name && element.namespaceURI === namespaces[prefix])
}

/** Returns a value, which is an attribute or an element; null if there is none. */
function textOf(all: readonly Element[], property: Property): string | null {
  const [prefix, name] = property
  const attribute = all.map((each) => each.getAttributeNS(namespaces[prefix], name)).find((text) => text)
  return attribute ?? (elementOf(all, property)?.textContent?.trim() || null)
}

/** Returns the texts of a list; of alternatives in several languages, the default one first. */
function listOf(all: readonly Element[], property: Property): string[] {
  const element = elementOf(all, property)
  if (!element) return [textOf(all, property) ?? []].flat()
  const items = [...element.getElementsByTagNameNS(namespaces.rdf, 'li')]
  if (items.length === 0) return [element.textContent?.trim() || []].flat()
  const isDefault = (item: Element) => item.getAttribute('xml:lang') === 'x-default'
  return items
    .toSorted((one, other) => Number(isDefault(other)) - Number(isDefault(one)))
    .flatMap((item) => item.textContent?.trim() || [])
}

function remove(all: readonly Element[], property: Property): void {
  const [prefix, name] = property
  for (const each of all) each.removeAttributeNS(namespaces[prefix], name)
  const element = elementOf(all, property)
  element?.parentNode?.removeChild(element)
}

function setText(all: readonly [Element, ...Element[]], property: Property, text: string | null): void {
  remove(all, property)
  const [prefix, name] = property
  if (text !== null) all[0].setAttributeNS(namespaces[prefix], `${prefix}:${name}`, text)
}

function setList(
  all: readonly [Element, ...Element[]],
  property: Property,
  kind: 'Bag' | 'Alt',
  texts: readonly string[],
): void {
  const languages = kind === 'Alt' ? otherLanguages(all, property) : []
  remove(all, property)
  const [prefix, name] = property
  const [holder] = all
  const document = holder.ownerDocument
  if (texts.length === 0 || !document) return
  const create = (of: Prefix, called: string) => document.createElementNS(namespaces[of], `${of}:${called}`)
  const list = create('rdf', kind)
  for (const text of texts) {
    const item = create('rdf', 'li')
    if (kind === 'Alt') item.setAttribute('xml:lang', 'x-default')
    item.appendChild(document.createTextNode(text))
    list.appendChild(item)
  }
  for (const item of languages) list.appendChild(item)
  const element = create(prefix, name)
  element.appendChild(list)
  holder.appendChild(element)
}

/** Returns the items of a list of alternatives that are in a language of their own. */
function otherLanguages(all: readonly Element[], property: Property): Element[] {
  const items = elementOf(all, property)?.getElementsByTagNameNS(namespaces.rdf, 'li') ?? []
  return [...items].filter((item) => !['x-default', null, ''].includes(item.getAttribute('xml:lang')))
}
