import type { SummedField, VideoSummary } from '../../../shared/contract/video-summary.ts'
import { formatCount } from '../../../shared/units.ts'
import { audioName, videoCodecName } from './format-names.ts'
import { sourceName } from './take-labels.ts'
import { texts } from './texts.ts'

type Values = VideoSummary['values'][number]
type Fact = readonly [name: string, value: string]

/** Names of the fields in the inspector; the colour has a control of its own there. */
const names: Partial<Record<SummedField, string>> = {
  model: texts.model,
  provider: texts.provider,
  workflow: texts.workflow,
  prompt: texts.prompt,
  seed: texts.seed,
  resolution: texts.resolution,
  aspect_ratio: texts.aspectRatio,
  fps: texts.frameRate,
  codec: texts.codec,
  audio_codec: texts.audio,
  source_type: texts.source,
}

/** Lists what takes share: fields with one value. */
export function sharedFacts({ values }: VideoSummary): Fact[] {
  return facts(values, ({ field, distinct, most: [first] }) =>
    distinct === 1 && first?.value != null ? valueLabel(field, first.value) : undefined,
  )
}

/** Lists what takes differ in: the most frequent values with their counts, and how many others there are. */
export function differingFacts({ values, count }: VideoSummary): Fact[] {
  return facts(values, ({ field, distinct, most }) => {
    if (distinct < 2) return undefined
    if (distinct > most.length && distinct === count) return texts.different(formatCount(distinct))
    const listed = most.map((each) => `${valueLabel(field, each.value)} (${formatCount(each.count)})`)
    return [...listed, ...(distinct > most.length ? [texts.more(formatCount(distinct - most.length))] : [])].join(', ')
  })
}

/** Returns the fields in which takes differ, of those given. */
export function differing<Field extends SummedField>({ values }: VideoSummary, fields: readonly Field[]): Field[] {
  return fields.filter((field) => values.some((each) => each.field === field && each.distinct > 1))
}

function facts(values: readonly Values[], labelOf: (values: Values) => string | undefined): Fact[] {
  return Object.entries(names).flatMap(([field, name]): Fact[] => {
    const found = values.find((each) => each.field === field)
    const label = found && labelOf(found)
    return label === undefined ? [] : [[name, label]]
  })
}

const longestLabel = 80

function valueLabel(field: SummedField, value: string | number | null): string {
  if (value === null) return 'none'
  const text = String(value)
  switch (field) {
    case 'codec':
      return videoCodecName(text) ?? text
    case 'audio_codec':
      return audioName(text) ?? text
    case 'source_type':
      return sourceName(text)
    case 'resolution':
      return text.replace('x', '×')
    case 'fps':
      return texts.fps(text)
    default:
      return text.length > longestLabel ? `${text.slice(0, longestLabel)}…` : text
  }
}
