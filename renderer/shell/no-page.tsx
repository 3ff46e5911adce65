import { Link } from '@tanstack/react-router'
import { MapPinOff } from 'lucide-react'
import styles from '../components/blank.module.css'
import { Icon } from '../components/icon.tsx'

/** An address that leads nowhere. */
export function NoPage() {
  return (
    <div className={styles.blank}>
      <span className={styles.mark}>
        <Icon of={MapPinOff} size={22} />
      </span>
      <h2>There is no page at this address</h2>
      <Link to="/" search={{}} className={styles.button}>
        Go to the library
      </Link>
    </div>
  )
}
