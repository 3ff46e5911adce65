import { useQuery } from '@tanstack/react-query'
import { X } from 'lucide-react'
import type { Analyser } from '../../shared/contract/analysers.ts'
import type { Explanation, Lane } from '../../shared/contract/analyses.ts'
import { api } from '../client.ts'
import blank from '../components/blank.module.css'
import { errorWords } from '../components/error-words.ts'
import { IconButton } from '../components/icon-button.tsx'
import { rerunAnalyses } from './analysis-actions.ts'
import { Differences } from './differences.tsx'
import { sinceSeconds } from './explanation-words.ts'
import { laneTitle, shortHash } from './lane-words.ts'
import { useAnalysers } from './use-lanes.ts'
import styles from './why-panel.module.css'

type Row = Pick<Lane, 'id' | 'name' | 'file_path' | 'file_hash' | 'config_hash' | 'state' | 'created_at'>

interface WhyPanelProps {
  row: Row
  /** The take whose page it is, where it is one. */
  videoId?: string
  onClose?: () => void
}

/** “Why was this not cached?”: the part that differs, and a way to run it again. */
export function WhyPanel({ row, videoId, onClose }: WhyPanelProps) {
  const analysers = useAnalysers()
  const { file_path, config_hash } = row
  const { data, error, refetch } = useQuery({
    ...api.analyses.explain.queryOptions({ input: { file_path, config_hash } }),
    // The file may have changed since.
    staleTime: 0,
  })
  const title = laneTitle(row, analysers)
  const heading = row.state === 'fresh' ? `How “${title}” was made` : `Why was “${title}” not cached?`
  return (
    <section className={styles.why} aria-label={heading}>
      <header>
        <h3>{heading}</h3>
        {onClose && <IconButton icon={X} label="Put the answer away" onClick={onClose} />}
      </header>
      <div className={styles.box} aria-busy={!data && !error}>
        {data && <Answer explanation={data} analyser={analysers.find(({ name }) => name === row.name)} />}
        {error && <p role="alert">{errorWords(error)}</p>}
        {error && (
          <button type="button" className={blank.button} onClick={() => void refetch()}>
            Try again
          </button>
        )}
        {data && data.reason !== 'file_gone' && (
          <button
            type="button"
            className={blank.button}
            onClick={() => void rerunAnalyses([row.id], videoId ? [videoId] : [])}
          >
            Run again
          </button>
        )}
      </div>
    </section>
  )
}

function Answer({ explanation, analyser }: { explanation: Explanation; analyser: Analyser | undefined }) {
  const { reason, nearest, file_hash, file_path, changed_at, differences } = explanation
  switch (reason) {
    case 'cached':
      return (
        <>
          <p>
            <b data-good>It is cached</b>
            {nearest && ` since ${sinceSeconds(nearest.created_at)}`}: the file and the configuration are the same.
          </p>
          {file_hash && <code>content {shortHash(file_hash)}</code>}
        </>
      )
    case 'content_changed':
      return (
        <>
          <p>
            The <b>content changed</b>
            {changed_at !== null && ` ${sinceSeconds(changed_at)}`}.
          </p>
          <code>
            was {nearest ? shortHash(nearest.file_hash) : 'unknown'} · is {file_hash ? shortHash(file_hash) : 'unknown'}
          </code>
          <p>The configuration is the same.</p>
        </>
      )
    case 'config_differs':
      return (
        <>
          <p>
            The <b>configuration differs</b> from what was run
            {nearest && ` ${sinceSeconds(nearest.created_at)}`}.
          </p>
          {differences ? (
            <Differences differences={differences} analyser={analyser} />
          ) : (
            <p>Nobody said what the other configuration was, only its hash.</p>
          )}
        </>
      )
    case 'never_run':
      return (
        <p>
          It was <b>never run</b> on this content.
        </p>
      )
    case 'file_gone':
      return (
        <>
          <p>
            The <b>file is gone</b> from its place. Connect the disk that holds it, or import it from where it is now.
          </p>
          <code>{file_path}</code>
        </>
      )
  }
}
