import type { VideoFilter } from '../contract/video-query.ts'
import { quoted } from './print-query.ts'

const valueFields = {
  source_type: 'source',
  workflow_id: 'workflow',
  node_type: 'node',
  role: 'role',
  provider: 'provider',
  model: 'model',
  resolution: 'res',
  aspect_ratio: 'ratio',
  codec: 'codec',
} as const

/** Returns the query of the fields of a filter, other than its query; addresses of older versions have these fields. */
export function queryOfFilter(filter: Omit<VideoFilter, 'query'>): string {
  const values = Object.entries(valueFields).flatMap(([name, field]) => {
    const value = filter[name as keyof typeof valueFields]
    return value?.trim() ? [`${field}:${field === 'role' ? value : quoted(value)}`] : []
  })
  const { tags = [], any_tags = [], has_tags, has_rating, has_generation, min_rating } = filter
  const any = any_tags.map((tag) => `tag:${quoted(tag)}`).join(' OR ')
  const parts = [
    ...(filter.search?.match(/[\p{L}\p{N}\p{M}\p{Co}]+/gu) ?? []).map((word) => (word === 'OR' ? '"OR"' : word)),
    ...values,
    min_rating !== undefined && `rating:>=${min_rating}`,
    has('rating', has_rating),
    ...tags.map((tag) => `tag:${quoted(tag)}`),
    any_tags.length > 1 ? `(${any})` : any,
    has('tag', has_tags),
    has('generation', has_generation),
    rangeQuery('dur', filter.min_seconds, filter.max_seconds),
    rangeQuery('date', filter.from_day, filter.to_day),
  ]
  return parts.filter(Boolean).join(' ')
}

function has(value: string, isWanted: boolean | undefined): string {
  return isWanted === undefined ? '' : `${isWanted ? '' : '-'}has:${value}`
}

/** Returns the query of a range with an optional lower and upper bound; empty without both. */
export function rangeQuery(
  field: 'dur' | 'date',
  from: string | number | undefined,
  to: string | number | undefined,
): string {
  if (from === undefined && to === undefined) return ''
  if (from !== undefined && to !== undefined) return `${field}:${from}..${to}`
  return from !== undefined ? `${field}:>=${from}` : `${field}:<=${to}`
}
