import type { TaggedKind } from '../../../shared/contract/tags.ts'
import { addTagsTo, removeTagFrom } from './change-tags.ts'
import { rate } from './rate.ts'
import { StarControl } from './star-control.tsx'
import { TagField } from './tag-field.tsx'

interface RatingAndTagsProps {
  kind: TaggedKind
  of: { id: string; rating: number | null; tags: readonly string[] }
}

/** The rating and tags of a take or an image, editable. */
export function RatingAndTags({ kind, of: { id, rating, tags } }: RatingAndTagsProps) {
  const ids = [id]
  return (
    <div>
      <StarControl least={rating} most={rating} onRate={(stars) => void rate(kind, ids, stars)} />
      <TagField
        tags={tags.map((tag) => ({ tag }))}
        of={1}
        onAdd={(added) => void addTagsTo(kind, ids, added)}
        onRemove={(tag) => void removeTagFrom(kind, ids, tag)}
      />
    </div>
  )
}
