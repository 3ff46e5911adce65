import { useRef } from 'react'
import { tagKey } from '../../../shared/tags.ts'
import { formatCount } from '../../../shared/units.ts'
import { TagChip } from './tag-chip.tsx'
import styles from './tag-field.module.css'
import { TagInput } from './tag-input.tsx'
import { texts } from './texts.ts'

/** A tag of one or more takes. */
export interface FieldTag {
  tag: string
  /** Number of takes with the tag, if not all have it. */
  part?: number
}

interface TagFieldProps {
  tags: readonly FieldTag[]
  /** Number of takes. */
  of: number
  onAdd(tags: string[]): void
  onRemove(tag: string): void
}

/** The tags of takes as chips with a button to remove each, followed by a field to add more. */
export function TagField({ tags, of, onAdd, onRemove }: TagFieldProps) {
  const field = useRef<HTMLDivElement>(null)
  const input = () => field.current?.querySelector('input')
  const common = new Set(tags.filter(({ part }) => part === undefined).map(({ tag }) => tagKey(tag)))
  const last = tags.at(-1)
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions lint/a11y/useKeyWithClickEvents: by keyboard the input gets the focus itself
    <div ref={field} className={styles.field} onClick={(event) => event.target === field.current && input()?.focus()}>
      {tags.length > 0 && (
        <ul className={styles.chips} aria-label={texts.tags}>
          {tags.map(({ tag, part }) => (
            <TagChip
              key={tagKey(tag)}
              tag={tag}
              part={part === undefined ? undefined : texts.of(formatCount(part), formatCount(of))}
              onAdd={() => onAdd([tag])}
              onRemove={() => {
                onRemove(tag)
                // The pressed button is removed together with its tag.
                input()?.focus()
              }}
            />
          ))}
        </ul>
      )}
      <TagInput
        isFirst={tags.length === 0}
        without={common}
        onAdd={onAdd}
        onRemoveLast={last && (() => onRemove(last.tag))}
      />
    </div>
  )
}
