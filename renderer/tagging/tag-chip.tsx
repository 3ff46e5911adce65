import { useNavigate } from '@tanstack/react-router'
import { Plus, X } from 'lucide-react'
import { Icon } from '../components/icon.tsx'
import styles from './tag-field.module.css'

interface TagChipProps {
  tag: string
  /** `2 of 5`, where not all takes have it. */
  part: string | undefined
  onAdd(): void
  onRemove(): void
}

/** One tag: a press on it shows all takes that have it. */
export function TagChip({ tag, part, onAdd, onRemove }: TagChipProps) {
  const navigate = useNavigate()
  return (
    <li className={styles.chip} data-part={part !== undefined || undefined}>
      <button
        type="button"
        className={styles.name}
        title={`Show all takes tagged “${tag}”`}
        onClick={() => void navigate({ to: '/', search: { tags: [tag] } })}
      >
        <span>{tag}</span>
        {part !== undefined && <small> {part}</small>}
      </button>
      {part !== undefined && (
        <button type="button" aria-label={`Tag all “${tag}”`} title="Tag all" onClick={onAdd}>
          <Icon of={Plus} size={12} />
        </button>
      )}
      <button type="button" aria-label={`Take the tag “${tag}” off`} title="Take it off" onClick={onRemove}>
        <Icon of={X} size={12} />
      </button>
    </li>
  )
}
