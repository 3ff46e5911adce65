import { useNavigate } from '@tanstack/react-router'
import { SearchX } from 'lucide-react'
import styles from '../components/blank.module.css'
import { Icon } from '../components/icon.tsx'
import type { Filter } from './filter.ts'
import { sourceName } from './source-words.ts'

function reasonFor({ name, source_type }: Filter): string {
  const where = source_type ? ` among ${sourceName(source_type).toLowerCase()} takes` : ''
  return name
    ? `No take has “${name}” in its name${where}.`
    : `There are no ${sourceName(source_type ?? '').toLowerCase()} takes yet.`
}

/** The library holds takes, but none that the address asks for. */
export function NoMatch({ filter }: { filter: Filter }) {
  const navigate = useNavigate()
  return (
    <div className={styles.blank} role="status">
      <span className={styles.mark}>
        <Icon of={SearchX} size={22} />
      </span>
      <h2>Nothing here</h2>
      <p>{reasonFor(filter)}</p>
      <button type="button" className={styles.button} onClick={() => void navigate({ to: '/', search: {} })}>
        Show all takes
      </button>
    </div>
  )
}
