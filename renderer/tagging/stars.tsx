import { Star } from 'lucide-react'
import { ratings } from '../../shared/tags.ts'
import styles from './stars.module.css'

/** The number and one star, where room is short. Drawn too, as stars are: it is no part of what is written. */
export function FewStars({ rating }: { rating: number }) {
  return (
    <span className={styles.stars} data-rating={rating}>
      <Star size={10} fill="currentColor" strokeWidth={0} aria-hidden focusable={false} />
    </span>
  )
}

/** As many stars as there are; whoever shows them says their number too. */
export function Stars({ rating, size = 10 }: { rating: number; size?: number }) {
  return (
    <span className={styles.stars} aria-hidden>
      {ratings.slice(0, rating).map((star) => (
        <Star key={star} size={size} fill="currentColor" strokeWidth={0} focusable={false} />
      ))}
    </span>
  )
}
