import { useQuery } from '@tanstack/react-query'
import { X } from 'lucide-react'
import type { Analyser } from '../../../shared/contract/analysers.ts'
import type { Explanation, Lane } from '../../../shared/contract/analyses.ts'
import { api } from '../../client.ts'
import { Button } from '../button.tsx'
import { errorMessage } from '../error-message.ts'
import { IconButton } from '../icon-button.tsx'
import { formatUnixTimeInline } from '../relative-time.ts'
import { rerunAnalyses } from './analysis-actions.ts'
import { Differences } from './differences.tsx'
import { laneTitle, shortHash } from './lane-labels.ts'
import { useAnalysers } from './use-lanes.ts'
import styles from './why-panel.module.css'

type Row = Pick<Lane, 'id' | 'name' | 'file_path' | 'file_hash' | 'config_hash' | 'state' | 'created_at'>

interface WhyPanelProps {
  row: Row
  /** Id of the take, if the panel is on its page. */
  videoId?: string
  onClose?: () => void
}

/** Explains whether a run would be cached, and if not, which part of the key differs, with a button to run it again. */
export function WhyPanel({ row, videoId, onClose }: WhyPanelProps) {
  const analysers = useAnalysers()
  const { file_path, config_hash } = row
  const { data, error, refetch } = useQuery({
    ...api.analyses.explain.queryOptions({ input: { file_path, config_hash } }),
    // The file may have changed since the last explanation.
    staleTime: 0,
  })
  const title = laneTitle(row, analysers)
  const heading = row.state === 'fresh' ? `How “${title}” was run` : `Why is “${title}” out of date?`
  return (
    <section className={styles.why} aria-label={heading}>
      <header>
        <h3>{heading}</h3>
        {onClose && <IconButton icon={X} label="Close" onClick={onClose} />}
      </header>
      <div className={styles.box} aria-busy={!data && !error}>
        {data && <Answer explanation={data} analyser={analysers.find(({ name }) => name === row.name)} />}
        {error && <p role="alert">{errorMessage(error)}</p>}
        {error && <Button onClick={() => void refetch()}>Try again</Button>}
        {data && !['content_changed', 'file_gone'].includes(data.reason) && (
          <Button onClick={() => void rerunAnalyses([row.id], videoId ? [videoId] : [])}>Run again</Button>
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
            <b data-good>Up to date</b>
            {nearest && ` since ${formatUnixTimeInline(nearest.created_at)}`}: same file, same configuration.
          </p>
          {file_hash && <code>content {shortHash(file_hash)}</code>}
        </>
      )
    case 'content_changed':
      return (
        <>
          <p>
            The <b>content changed</b>
            {changed_at !== null && ` ${formatUnixTimeInline(changed_at)}`}.
          </p>
          <code>
            was {nearest ? shortHash(nearest.file_hash) : 'unknown'} · is {file_hash ? shortHash(file_hash) : 'unknown'}
          </code>
          <p>Same configuration. Import the file to add what it has now as a new version, then analyse that.</p>
        </>
      )
    case 'config_differs':
      return (
        <>
          <p>
            The <b>configuration differs</b> from the last run
            {nearest && ` ${formatUnixTimeInline(nearest.created_at)}`}.
          </p>
          {differences ? (
            <Differences differences={differences} analyser={analyser} />
          ) : (
            <p>Only the hash of the other configuration is known.</p>
          )}
        </>
      )
    case 'never_run':
      return (
        <p>
          <b>Never run</b> on this content.
        </p>
      )
    case 'file_gone':
      return (
        <>
          <p>
            The <b>file was not found</b>. Connect its disk, or import the file from its new folder.
          </p>
          <code>{file_path}</code>
        </>
      )
  }
}
