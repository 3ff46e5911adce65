import { useNavigate } from '@tanstack/react-router'
import { SearchX } from 'lucide-react'
import styles from '../components/blank.module.css'
import { Icon } from '../components/icon.tsx'
import { type Filter, kindsOf } from './filter.ts'
import { sourceName } from './source-words.ts'

function reasonFor(filter: Filter): string {
  const { search, source_type } = filter
  const [kind, ...more] = kindsOf(filter)
  if (search === undefined && kind === 'source_type' && more.length === 0)
    return `There are no ${sourceName(source_type ?? '').toLowerCase()} takes yet.`
  if (search === undefined) return 'No take passes all filters.'
  const where = kind === undefined ? '' : ' among those that pass the filters'
  return `No take has “${search}” in its name, file, prompt, workflow or tags${where}.`
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
