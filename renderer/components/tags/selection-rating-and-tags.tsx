import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { client } from '../../client.ts'
import { rateTakes } from './rate-takes.ts'
import { rangeOf } from './rating-range.ts'
import { StarControl } from './star-control.tsx'
import { TagField } from './tag-field.tsx'
import { addTagsTo, removeTagFrom } from './tag-takes.ts'

/** Larger selections can be rated and tagged, but their ratings and tags are not counted. */
const mostCounted = 10_000

/** The ratings and tags of several takes, editable for all of them at once. */
export function SelectionRatingAndTags({ ids }: { ids: readonly string[] }) {
  const { data: shared } = useQuery({
    // Begins like the keys of calls, so that a change of videos invalidates it too.
    queryKey: [['videos', 'ratingsAndTags'], { ids }],
    queryFn: () => client.videos.ratingsAndTags({ ids: [...ids] }),
    enabled: ids.length <= mostCounted,
    placeholderData: keepPreviousData,
  })
  const tags = shared?.tags.map(({ tag, count }) => ({ tag, ...(count < shared.count ? { part: count } : {}) }))
  return (
    <div>
      <StarControl {...rangeOf(shared)} onRate={(rating) => void rateTakes(ids, rating)} />
      <TagField
        tags={tags ?? []}
        of={shared?.count ?? ids.length}
        onAdd={(added) => void addTagsTo(ids, added)}
        onRemove={(tag) => void removeTagFrom(ids, tag)}
      />
    </div>
  )
}
