import type { TaggedKind } from '../../../shared/contract/tags.ts'
import type { VideoSummary } from '../../../shared/contract/video-summary.ts'
import { addTagsTo, removeTagFrom } from './change-tags.ts'
import { rate } from './rate.ts'
import { rangeOf } from './rating-range.ts'
import { StarControl } from './star-control.tsx'
import { TagField } from './tag-field.tsx'

interface SelectionRatingAndTagsProps {
  kind: TaggedKind
  ids: readonly string[]
  /** Undefined until it is loaded. */
  summary: Pick<VideoSummary, 'count' | 'ratings' | 'tags'> | undefined
}

/** The ratings and tags of several takes or images, editable for all of them at once. */
export function SelectionRatingAndTags({ kind, ids, summary: shared }: SelectionRatingAndTagsProps) {
  const tags = shared?.tags.map(({ tag, count }) => ({ tag, ...(count < shared.count ? { part: count } : {}) }))
  return (
    <div>
      <StarControl {...rangeOf(shared)} onRate={(rating) => void rate(kind, ids, rating)} />
      <TagField
        tags={tags ?? []}
        of={shared?.count ?? ids.length}
        onAdd={(added) => void addTagsTo(kind, ids, added)}
        onRemove={(tag) => void removeTagFrom(kind, ids, tag)}
      />
    </div>
  )
}
