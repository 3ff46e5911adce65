import { UnstyledButton } from '@mantine/core'
import { Star } from 'lucide-react'
import type { KeyboardEvent } from 'react'
import { ratings } from '../../../shared/tags.ts'
import { starLabel } from './rating-labels.ts'
import styles from './stars.module.css'
import { texts } from './texts.ts'

interface StarControlProps {
  /** Lowest and highest rating of the takes; null for no rating. */
  least: number | null
  most: number | null
  /** Description of ratings that differ. */
  words?: string | undefined
  onRate(rating: number | null): void
}

/** Five star buttons; the current one clears the rating. Arrow keys move between stars. */
export function StarControl({ least, most, words, onRate }: StarControlProps) {
  const current = least === most ? least : null
  return (
    <div className={styles.row}>
      {/* biome-ignore lint/a11y/useSemanticElements: a fieldset is laid out by its legend */}
      <span className={styles.control} role="group" aria-label={texts.rating}>
        {ratings.map((star) => (
          <UnstyledButton
            key={star}
            aria-label={starLabel(star)}
            aria-pressed={star === current}
            title={star === current ? texts.clearRating : `${starLabel(star)} (${star})`}
            tabIndex={star === (current ?? 1) ? 0 : -1}
            data-star={star <= (least ?? 0) ? 'all' : star <= (most ?? 0) ? 'some' : undefined}
            onClick={() => onRate(star === current ? null : star)}
            onKeyDown={moveStar}
          >
            <Star size={15} aria-hidden focusable={false} />
          </UnstyledButton>
        ))}
      </span>
      {words && <small>{words}</small>}
    </div>
  )
}

function moveStar(event: KeyboardEvent<HTMLButtonElement>): void {
  const { currentTarget: star, key } = event
  const next = { ArrowRight: star.nextElementSibling, ArrowLeft: star.previousElementSibling }[key]
  if (!(next instanceof HTMLElement)) return
  event.preventDefault()
  event.stopPropagation()
  next.focus()
}
