import type { Video } from '../../../shared/contract/videos.ts'
import { rateTakes } from './rate-takes.ts'
import { StarControl } from './star-control.tsx'
import { TagField } from './tag-field.tsx'
import { addTagsTo, removeTagFrom } from './tag-takes.ts'

/** The rating and tags of a take, editable. */
export function RatingAndTags({ video }: { video: Video }) {
  const ids = [video.id]
  return (
    <div>
      <StarControl least={video.rating} most={video.rating} onRate={(rating) => void rateTakes(ids, rating)} />
      <TagField
        tags={video.tags.map((tag) => ({ tag }))}
        of={1}
        onAdd={(added) => void addTagsTo(ids, added)}
        onRemove={(tag) => void removeTagFrom(ids, tag)}
      />
    </div>
  )
}
