import { Link } from '@tanstack/react-router'
import { Activity, SearchX } from 'lucide-react'
import styles from '../components/blank.module.css'
import { Icon } from '../components/icon.tsx'
import { useAnalysesSearch } from './analyses-search.ts'

/** Nothing to show: because nothing was analysed yet, or because of what narrows the view. */
export function NoAnalyses({ isFiltered }: { isFiltered: boolean }) {
  const { change } = useAnalysesSearch()
  if (isFiltered)
    return (
      <div className={styles.blank}>
        <span className={styles.mark}>
          <Icon of={SearchX} size={22} />
        </span>
        <h2>No analysis is like that</h2>
        <p>Others are there, but none that passes what narrows the view.</p>
        <button
          type="button"
          className={styles.button}
          onClick={() => change({ path: undefined, state: undefined, analyser: undefined, config: undefined })}
        >
          Show all analyses
        </button>
      </div>
    )
  return (
    <div className={styles.blank}>
      <span className={styles.mark}>
        <Icon of={Activity} size={22} />
      </span>
      <h2>Nothing was analysed yet</h2>
      <p>
        Open a take and choose Analyse, or select several in the library. What is found is kept here, and run again only
        where a file or a configuration changes.
      </p>
      <Link to="/" search={{}} className={styles.button}>
        To the library
      </Link>
    </div>
  )
}
