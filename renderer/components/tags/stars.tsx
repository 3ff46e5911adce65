import { Star } from 'lucide-react'
import { ratings } from '../../../shared/tags.ts'
import styles from './stars.module.css'

/**
 * A rating as a number and one star, for narrow tiles. The number is drawn by CSS, because it is not part of the text.
 */
export function ShortStars({ rating }: { rating: number }) {
  return (
    <span className={styles.stars} data-rating={rating}>
      <Star size={10} fill="currentColor" strokeWidth={0} aria-hidden focusable={false} />
    </span>
  )
}

/** A rating as stars, hidden from screen readers. The parent has to name the rating. */
export function Stars({ rating, size = 10 }: { rating: number; size?: number }) {
  return (
    <span className={styles.stars} aria-hidden>
      {ratings.slice(0, rating).map((star) => (
        <Star key={star} size={size} fill="currentColor" strokeWidth={0} focusable={false} />
      ))}
    </span>
  )
}
