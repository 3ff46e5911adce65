import { useNavigate } from '@tanstack/react-router'
import { Plus, X } from 'lucide-react'
import { Button } from '../button.tsx'
import { IconButton } from '../icon-button.tsx'
import styles from './tag-field.module.css'
import { texts } from './texts.ts'

interface TagChipProps {
  tag: string
  /** `2 of 5`, if only some of the takes have the tag. */
  part: string | undefined
  onAdd(): void
  onRemove(): void
}

/** A tag; a click filters the library by it. */
export function TagChip({ tag, part, onAdd, onRemove }: TagChipProps) {
  const navigate = useNavigate()
  return (
    <li className={styles.chip} data-part={part !== undefined || undefined}>
      <Button
        variant="link"
        className={styles.name}
        title={texts.showAllTakesTagged(tag)}
        onClick={() => void navigate({ to: '/', search: { tags: [tag] } })}
      >
        <span>{tag}</span>
        {part !== undefined && <small> {part}</small>}
      </Button>
      {part !== undefined && <IconButton size="small" icon={Plus} label={texts.tagAll(tag)} onClick={onAdd} />}
      <IconButton size="small" icon={X} label={texts.removeTheTag(tag)} onClick={onRemove} />
    </li>
  )
}
