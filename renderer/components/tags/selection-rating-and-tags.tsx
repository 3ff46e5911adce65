import type { VideoSummary } from '../../../shared/contract/video-summary.ts'
import { rateTakes } from './rate-takes.ts'
import { rangeOf } from './rating-range.ts'
import { StarControl } from './star-control.tsx'
import { TagField } from './tag-field.tsx'
import { addTagsTo, removeTagFrom } from './tag-takes.ts'

interface SelectionRatingAndTagsProps {
  ids: readonly string[]
  /** Undefined until it is loaded. */
  summary: VideoSummary | undefined
}

/** The ratings and tags of several takes, editable for all of them at once. */
export function SelectionRatingAndTags({ ids, summary: shared }: SelectionRatingAndTagsProps) {
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
