import { useQuery } from '@tanstack/react-query'
import { Activity, TriangleAlert } from 'lucide-react'
import type { Analyser } from '../../shared/contract/analysers.ts'
import { api, client, queryClient } from '../client.ts'
import { Button } from '../components/button.tsx'
import { ErrorLine } from '../components/error-state.tsx'
import { Icon } from '../components/icon.tsx'
import { showError } from '../components/notice.tsx'
import styles from './settings-page.module.css'
import { texts } from './texts.ts'

/** The analysers with their versions; those of the library with their consent on this computer. */
export function Analysers() {
  const { data, error, refetch } = useQuery(api.analysers.list.queryOptions())
  return (
    <section className={styles.part} aria-labelledby="analysers">
      <h2 id="analysers">{texts.analysers}</h2>
      <p>{texts.analysersText}</p>
      <ErrorLine error={error} onRetry={() => void refetch()} />
      {data && (
        <ul className={styles.folders} aria-label={texts.analysers}>
          {data.items.map((analyser) => (
            <Row key={analyser.name} analyser={analyser} />
          ))}
          {data.faults.map(({ file, message }) => (
            <li key={file} className={styles.folder} data-off>
              <Icon of={TriangleAlert} size={16} />
              <span className={styles.check}>
                <span>{file}</span>
                <small>{message}</small>
              </span>
            </li>
          ))}
        </ul>
      )}
    </section>
  )
}

function Row({ analyser }: { analyser: Analyser }) {
  const { name, title, description, version, program } = analyser
  const isOff = program !== null && !program.allowed
  const forbid = async () => {
    await client.analysers.forbid({ name }).catch(showError)
    await queryClient.invalidateQueries({ queryKey: api.analysers.key() })
  }
  return (
    <li className={styles.folder} data-off={isOff || undefined}>
      <Icon of={Activity} size={16} />
      <span className={styles.check}>
        <span>
          {title} <small>{version}</small>
        </span>
        <small>{program ? program.argv.join(' ') : description}</small>
      </span>
      {program && <span className={styles.state}>{program.allowed ? texts.allowed : texts.notAllowed}</span>}
      {program?.allowed && (
        <Button size="small" onClick={() => void forbid()} aria-label={texts.forbidAnalyser(title)}>
          {texts.forbid}
        </Button>
      )}
    </li>
  )
}
