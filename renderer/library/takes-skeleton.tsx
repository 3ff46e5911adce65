import styles from './takes-skeleton.module.css'
import { texts } from './texts.ts'

const shapes = [
  [16 / 9, 0.5625, 16 / 9, 1, 0.5625, 16 / 9],
  [1, 16 / 9, 16 / 9, 0.5625, 16 / 9, 4 / 3],
  [16 / 9, 16 / 9, 0.5625, 16 / 9, 1, 0.5625],
  [0.5625, 16 / 9, 1, 16 / 9, 16 / 9, 16 / 9],
]

/** A placeholder for the takes until the first answer. */
export function TakesSkeleton() {
  return (
    <div className={styles.skeleton} role="status" aria-label={texts.loadingTheLibrary}>
      {shapes.map((row) => (
        <div key={row.join()} className={styles.row}>
          {row.map((ratio, index) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: the placeholder never changes
            <i key={index} style={{ flexGrow: ratio }} />
          ))}
        </div>
      ))}
    </div>
  )
}
