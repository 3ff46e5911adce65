import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { client } from '../client.ts'
import { rateTakes } from './rate-takes.ts'
import { rangeOf } from './rating-range.ts'
import { StarControl } from './star-control.tsx'
import { TagField } from './tag-field.tsx'
import { addTagsTo, removeTagFrom } from './tag-takes.ts'

/** Of more takes at once nobody counts what each has; they are rated and tagged all the same. */
const mostCounted = 10_000

/** What many takes have in common and in what they differ, to be changed for all of them. */
export function ManyMarks({ ids }: { ids: readonly string[] }) {
  const { data: marks } = useQuery({
    // Begins like the keys of the calls, so that a change of the videos refreshes it too.
    queryKey: [['videos', 'marks'], { ids }],
    queryFn: () => client.videos.marks({ ids: [...ids] }),
    enabled: ids.length <= mostCounted,
    placeholderData: keepPreviousData,
  })
  const tags = marks?.tags.map(({ tag, count }) => ({ tag, ...(count < marks.count ? { part: count } : {}) }))
  return (
    <div>
      <StarControl {...rangeOf(marks)} onRate={(rating) => void rateTakes(ids, rating)} />
      <TagField
        tags={tags ?? []}
        of={marks?.count ?? ids.length}
        onAdd={(added) => void addTagsTo(ids, added)}
        onRemove={(tag) => void removeTagFrom(ids, tag)}
      />
    </div>
  )
}
