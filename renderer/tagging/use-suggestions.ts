import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { cleanTag, isTag, tagKey } from '../../shared/tags.ts'
import { api } from '../client.ts'

/** A line below the field. */
export interface Suggestion {
  tag: string
  /** How many takes have it; undefined for what would be a new tag. */
  count: number | undefined
}

const most = 8

/**
 * What could be meant by `text`: first the tag that it is, new or not, then those that begin so; without a text the ones that are
 * used most. `without` are keys of tags that all takes have.
 */
export function useSuggestions(text: string, without: ReadonlySet<string>, isWanted: boolean): Suggestion[] {
  const typed = cleanTag(text)
  const { data } = useQuery({
    ...api.tags.list.queryOptions({ input: { search: typed, limit: most + without.size } }),
    enabled: isWanted,
    placeholderData: keepPreviousData,
  })
  const key = tagKey(typed)
  // Those of the text before stand until the answer comes.
  const begun = (data?.items ?? []).filter(({ tag }) => tagKey(tag).startsWith(key) && !without.has(tagKey(tag)))
  if (!isTag(typed)) return typed === '' ? begun.slice(0, most) : []
  const same = begun.find(({ tag }) => tagKey(tag) === key)
  const first = without.has(key) ? [] : [same ?? { tag: typed, count: undefined }]
  return [...first, ...begun.filter((one) => one !== same)].slice(0, most)
}
