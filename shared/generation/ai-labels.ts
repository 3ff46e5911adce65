import type { Json } from '../workflow/graph.ts'
import { isObject } from '../workflow/validate.ts'
import { readObject } from './json-text.ts'
import { textIn } from './read-values.ts'
import type { RawTag } from './reading.ts'
import { xmpProperties } from './xmp.ts'

/** Statements of a file about its origin that contain no generation details. */
export interface AiLabels {
  /** The IPTC's digital source type, `trainedAlgorithmicMedia`; null if it names no model. */
  sourceType: string | null
  /** The program that the source type is about; null if unknown. */
  tool: string | null
  /** The label that Chinese law requires (GB 45438-2025), or one of Dreamina; null if there is none. */
  label: AigcLabel | null
}

interface AigcLabel {
  /** The certainty of the label. */
  says: 'generated' | 'maybe'
  producer: string | null
}

/** A label is short; longer texts are workflows. */
const longestLabel = 64 * 1024

/** Returns whether a tag is a packet of XMP. */
export function isXmp({ key }: RawTag): boolean {
  return key === 'XMP' || key === 'XML:com.adobe.xmp'
}

/** Reads the labels in the texts of a file. */
export function readLabels(tags: readonly RawTag[]): AiLabels {
  const properties = tags.filter(isXmp).map(({ value }) => xmpProperties(value))
  const find = (name: string) => properties.find((one) => one.has(name))?.get(name)
  const plain = (name: RegExp) => tags.find(({ key }) => name.test(key))?.value
  const sourceType = find('digitalsourcetype')?.split('/').at(-1) ?? ''
  const texts = [
    find('aigc'),
    ...tags
      .filter(({ key }) => /^(aigc|aigcinfo|comment|usercomment|description)$/i.test(key))
      .map(({ value }) => value),
  ]
  const objects = texts.map((text) => (text && text.length <= longestLabel ? readObject(text)?.object : undefined))
  // Some write the fields as properties of XMP.
  const separate: Record<string, Json> = {
    Label: find('label') ?? null,
    ContentProducer: find('contentproducer') ?? null,
  }
  const all = find('contentproducer') === undefined ? objects : [...objects, separate]
  return {
    sourceType: /trainedAlgorithmicMedia/i.test(sourceType) ? sourceType : null,
    tool: toolOf(find('credit') ?? plain(/^IPTC Credit$/), find('creatortool') ?? plain(/^software$/i)),
    label: all.map((one) => one && labelIn(one)).find(Boolean) ?? null,
  }
}

/** Google states its name as the credit: `Made with Google AI`. */
function toolOf(credit: string | undefined, program: string | undefined): string | null {
  return /^Made with (.+)$/i.exec(credit ?? '')?.[1] ?? program ?? credit ?? null
}

function labelIn(object: Record<string, Json>): AigcLabel | null {
  const aigc = isObject(object.AIGC) ? object.AIGC : object
  if (['ContentProducer', 'ProduceID'].some((key) => key in aigc)) {
    const says = String(aigc.Label ?? '')
    if (says !== '1' && says !== '2' && says !== '3') return null
    return { says: says === '1' ? 'generated' : 'maybe', producer: producerOf(aigc) }
  }
  const info = isObject(object.aigc_info) ? object.aigc_info : object
  const data = isObject(object.data) ? object.data : {}
  const source = textIn(info.source_info) ?? null
  // Dreamina exports what it generated with the type 0.
  if (source !== null && (object.aigc_info !== undefined || data.exportType === 'generation'))
    return { says: 'generated', producer: source }
  return Number(info.aigc_label_type) > 0 ? { says: 'generated', producer: source } : null
}

/** The producer is often the registration number of a company. */
function producerOf(aigc: Record<string, Json>): string | null {
  if (/^kling/i.test(textIn(aigc.ProduceID) ?? '')) return 'kling'
  return textIn(aigc.ContentProducer) ?? null
}
