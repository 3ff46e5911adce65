import { useQuery } from '@tanstack/react-query'
import type { TaggedKind } from '../../shared/contract/tags.ts'
import type { VideoFacets } from '../../shared/contract/video-query.ts'
import { type Completion, completionAt } from '../../shared/query/completion.ts'
import { fold } from '../../shared/query/fold.ts'
import { imageFields, imageHas } from '../../shared/query/image-query.ts'
import { choiceValues, type FieldName } from '../../shared/query/query-fields.ts'
import { api } from '../client.ts'

/** A line below the search box. */
export interface Suggestion {
  value: string
  /** The field, or a value as it is shown. */
  words: string
  /** A description of the field; for values, the number of takes. */
  hint: string | number | undefined
}

const most = 8

const facetOf: Partial<Record<FieldName, Exclude<keyof VideoFacets, 'rating'>>> = {
  model: 'model',
  provider: 'provider',
  source: 'source_type',
  codec: 'codec',
  ratio: 'aspect_ratio',
  res: 'resolution',
  workflow: 'workflow_id',
  node: 'node_type',
}

const examples: Partial<Record<FieldName, readonly string[]>> = {
  rating: ['>=4', '5', '>=3', '1..2'],
  dur: ['<5', '5..10', '10..60', '>1m'],
  fps: ['24', '25', '30', '>=50'],
  size: ['>100MB', '>1GB', '<10MB'],
  date: ['today', 'yesterday', '7d', '30d'],
}

/** Returns suggestions for what is typed at the caret, from the values of all takes or images; none without a caret. */
export function useSearchSuggestions(
  of: TaggedKind,
  text: string,
  caret: number | null,
): { options: Suggestion[]; completion: Completion | undefined } {
  const completion = caret === null ? undefined : completionAt(text, caret)
  const name = completion?.field?.name
  const { data: facets } = useQuery({
    ...api.videos.facets.queryOptions({ input: {} }),
    enabled: of === 'video' && name !== undefined && facetOf[name] !== undefined,
  })
  const { data: tags } = useQuery({
    ...api.tags.list.queryOptions({ input: { of, search: completion?.value ?? '', limit: most } }),
    enabled: name === 'tag',
  })
  const { data: collections } = useQuery({
    ...api.collections.list.queryOptions(),
    enabled: of === 'video' && name === 'collection',
  })
  const { data: models } = useQuery({
    ...api.images.models.queryOptions(),
    enabled: of === 'image' && name === 'model',
  })
  const isForeign = of === 'image' && name !== undefined && !imageFields.some((field) => field.name === name)
  if (!completion || isForeign) return { options: [], completion }
  if (!name) {
    const fields = of === 'video' ? completion.fields : completion.fields.filter((field) => imageFields.includes(field))
    const options = fields.map((field) => ({ value: field.name, words: `${field.name}:`, hint: field.hint }))
    return { options: options.slice(0, most), completion }
  }
  const counted = tags && name === 'tag' ? tags.items.map(({ tag, count }) => ({ value: tag, count })) : undefined
  const named =
    collections && name === 'collection' ? collections.map((one) => ({ value: one.name, count: one.count })) : undefined
  const values = models && of === 'image' && name === 'model' ? models : undefined
  const options = named
    ? named.map(suggest)
    : counted
      ? counted.map(suggest)
      : values
        ? values.map(({ model, count }) => suggest({ value: model, count }))
        : valuesOf(of, name, facets)
  const typed = fold(completion.value)
  const matching = options.filter(({ value, words }) => fold(value).includes(typed) || fold(words).includes(typed))
  // A value that is typed in full needs no suggestion.
  const isWhole = matching.length === 1 && matching[0]?.value === completion.value
  return { options: isWhole ? [] : matching.slice(0, most), completion }
}

function valuesOf(of: TaggedKind, name: FieldName, facets: VideoFacets | undefined): Suggestion[] {
  if (of === 'image' && name === 'has') return imageHas.map((value) => ({ value, words: value, hint: undefined }))
  const facet = facetOf[name]
  if (facet) {
    const values: { value: string; name?: string; count: number }[] = facets?.[facet] ?? []
    return values.map((value) => suggest({ ...value, value: value.name ?? value.value }))
  }
  const fixed = name in choiceValues ? choiceValues[name as keyof typeof choiceValues] : (examples[name] ?? [])
  return fixed.map((value) => ({ value, words: value, hint: undefined }))
}

function suggest({ value, count }: { value: string; count: number }): Suggestion {
  return { value, words: value, hint: count }
}
