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
import { texts } from './texts.ts'
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
  const heading = row.state === 'fresh' ? texts.howWasRun(title) : texts.whyPanelText(title)
  return (
    <section className={styles.why} aria-label={heading}>
      <header>
        <h3>{heading}</h3>
        {onClose && <IconButton icon={X} label={texts.close} onClick={onClose} />}
      </header>
      <div className={styles.box} aria-busy={!data && !error}>
        {data && <Answer explanation={data} analyser={analysers.find(({ name }) => name === row.name)} />}
        {error && <p role="alert">{errorMessage(error)}</p>}
        {error && <Button onClick={() => void refetch()}>{texts.tryAgain}</Button>}
        {data && !['content_changed', 'file_gone'].includes(data.reason) && (
          <Button onClick={() => void rerunAnalyses([row.id], videoId ? [videoId] : [])}>{texts.runAgain}</Button>
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
            <b data-good>{texts.upToDate}</b>
            {nearest && texts.since(formatUnixTimeInline(nearest.created_at))}
            {texts.sameFileSameConfiguration}
          </p>
          {file_hash && <code>{texts.content(shortHash(file_hash))}</code>}
        </>
      )
    case 'content_changed':
      return (
        <>
          <p>
            {texts.the} <b>{texts.contentChanged}</b>
            {changed_at !== null && ` ${formatUnixTimeInline(changed_at)}`}.
          </p>
          <code>
            {texts.wasIs(
              nearest ? shortHash(nearest.file_hash) : 'unknown',
              file_hash ? shortHash(file_hash) : 'unknown',
            )}
          </code>
          <p>{texts.whySameConfiguration}</p>
        </>
      )
    case 'config_differs':
      return (
        <>
          <p>
            {texts.the} <b>{texts.configurationDiffers}</b> {texts.fromTheLastRun}
            {nearest && ` ${formatUnixTimeInline(nearest.created_at)}`}.
          </p>
          {differences ? <Differences differences={differences} analyser={analyser} /> : <p>{texts.whyOnlyHash}</p>}
        </>
      )
    case 'never_run':
      return (
        <p>
          <b>{texts.neverRun}</b> {texts.onThisContent}
        </p>
      )
    case 'file_gone':
      return (
        <>
          <p>
            {texts.the} <b>{texts.fileWasNotFound}</b>
            {texts.whyNotConnected}
          </p>
          <code>{file_path}</code>
        </>
      )
  }
}
