import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { cleanTag, isTag, tagKey } from '../../../shared/tags.ts'
import { api } from '../../client.ts'

/** A line below the field. */
export interface Suggestion {
  tag: string
  /** Number of takes with the tag; undefined for a new tag. */
  count: number | undefined
}

const most = 8

/**
 * Returns suggestions for `text`: first the tag itself, new or not, then tags that begin with it; without a text, the
 * most used. `without` are the keys of tags that all takes have already.
 */
export function useSuggestions(text: string, without: ReadonlySet<string>, isWanted: boolean): Suggestion[] {
  const typed = cleanTag(text)
  const { data } = useQuery({
    ...api.tags.list.queryOptions({ input: { search: typed, limit: most + without.size } }),
    enabled: isWanted,
    placeholderData: keepPreviousData,
  })
  const key = tagKey(typed)
  // Until the answer arrives, the suggestions for the previous text are filtered.
  const begun = (data?.items ?? []).filter(({ tag }) => tagKey(tag).startsWith(key) && !without.has(tagKey(tag)))
  if (!isTag(typed)) return typed === '' ? begun.slice(0, most) : []
  const same = begun.find(({ tag }) => tagKey(tag) === key)
  const first = without.has(key) ? [] : [same ?? { tag: typed, count: undefined }]
  return [...first, ...begun.filter((one) => one !== same)].slice(0, most)
}
