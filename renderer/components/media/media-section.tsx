import { useQuery } from '@tanstack/react-query'
import { RotateCcw } from 'lucide-react'
import type { MediaDetails } from '../../../shared/contract/media.ts'
import { mediaStatuses } from '../../../shared/media-status.ts'
import { formatWhen } from '../../../shared/units.ts'
import { api, client } from '../../client.ts'
import { Button } from '../button.tsx'
import { FactList } from '../fact-list.tsx'
import { showError } from '../notice.tsx'
import { Buttons, Warning } from '../panel.tsx'
import { Section } from '../section.tsx'
import { changedBy, statusLabel } from './media-labels.ts'
import styles from './media-section.module.css'
import { texts } from './texts.ts'

/** The status of a take or an image that a program submitted, and its history. Nothing for others. */
export function MediaSection({ fileHash }: { fileHash: string }) {
  const { data: media } = useQuery(api.media.ofContent.queryOptions({ input: { file_hash: fileHash } }))
  if (!media || !isSubmitted(media)) return null
  const { Id, MediaStatus, UserId, message, history } = media
  const retry = () =>
    client.media.setStatus({ id: Id, MediaStatus: mediaStatuses.new }).catch((error) => showError(error))
  return (
    <Section title={texts.status}>
      {MediaStatus === mediaStatuses.failed && (
        <>
          <Warning>{message ? texts.processingFailedBecause(message) : texts.processingFailed}</Warning>
          <Buttons>
            <Button icon={RotateCcw} onClick={retry}>
              {texts.retry}
            </Button>
          </Buttons>
        </>
      )}
      <FactList
        facts={[
          [texts.status, statusLabel(MediaStatus)],
          [texts.owner, UserId ?? '–'],
        ]}
      />
      {history.length > 1 && (
        <ol className={styles.history} aria-label={texts.historyOfTheStatus}>
          {history.map((change) => (
            <li key={`${change.changed_at} ${change.MediaStatus}`}>
              {statusLabel(change.MediaStatus)} · {changedBy(change)} · {formatWhen(change.changed_at)}
              {change.message && <div className={styles.message}>{change.message}</div>}
            </li>
          ))}
        </ol>
      )}
    </Section>
  )
}

/** Every image has a status; only those that programs work with are worth a section. */
function isSubmitted({ UserId, MediaStatus, history }: MediaDetails): boolean {
  return UserId !== null || MediaStatus !== mediaStatuses.new || history.length > 0
}
