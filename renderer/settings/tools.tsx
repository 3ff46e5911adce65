import { useQuery } from '@tanstack/react-query'
import { CircleCheck, CircleX } from 'lucide-react'
import { api } from '../client.ts'
import { Button } from '../components/button.tsx'
import { ErrorLine } from '../components/error-state.tsx'
import { Icon } from '../components/icon.tsx'
import styles from './settings-page.module.css'
import { texts } from './texts.ts'

/** The tools that were found, with their versions and paths, and the state of the library. */
export function Tools() {
  const { data, error, refetch, isFetching } = useQuery(api.library.doctor.queryOptions())
  return (
    <section className={styles.part} aria-labelledby="tools">
      <h2 id="tools">{texts.tools}</h2>
      <p>{texts.toolsText}</p>
      <ErrorLine error={error} onRetry={() => void refetch()} />
      {data && (
        <ul className={styles.folders} aria-label={texts.checks}>
          {data.map(({ name, ok, detail, warning }) => (
            <li key={name} className={styles.folder} data-off={!ok || undefined}>
              <Icon of={ok ? CircleCheck : CircleX} size={16} />
              <span className={styles.check}>
                <span>{name}</span>
                <small>{warning ? `${detail}. ${warning}` : detail}</small>
              </span>
            </li>
          ))}
        </ul>
      )}
      <Button disabled={isFetching} onClick={() => void refetch()}>
        {isFetching ? texts.checking : texts.checkAgain}
      </Button>
    </section>
  )
}
