import { useQuery } from '@tanstack/react-query'
import type { Policy, PolicyPreview } from '../../shared/contract/policies.ts'
import { describePolicy } from '../../shared/policy-words.ts'
import { formatBytes, formatCount } from '../../shared/units.ts'
import { api, client } from '../client.ts'
import { ErrorLine } from '../components/error-state.tsx'
import { showError } from '../components/notice.tsx'
import { PreviewDialog } from '../components/preview-dialog.tsx'
import { followStarted } from '../state/started-jobs.ts'
import styles from './policy-preview-dialog.module.css'
import { texts } from './texts.ts'

/** Previews what a policy chooses now, with counts, bytes and samples, and runs it. */
export function PolicyPreviewDialog({ policy, onClose }: { policy: Policy; onClose: () => void }) {
  const { rule, days, max_bytes, query } = policy
  const {
    data: preview,
    error,
    refetch,
  } = useQuery(
    // It must not show an earlier answer.
    api.policies.preview.queryOptions({ input: { rule, days, max_bytes, query }, gcTime: 0, retry: false }),
  )
  return (
    <PreviewDialog
      title={texts.run(policy.name)}
      action={actionOf(policy, preview)}
      isReady={preview !== undefined && preview.count > 0}
      onApply={() => run(policy.id)}
      onClose={onClose}
    >
      <ErrorLine error={error} onRetry={() => void refetch()} />
      {preview ? (
        <Chosen policy={policy} preview={preview} />
      ) : (
        !error && <p className={styles.lead}>{texts.countingWhatItChooses}</p>
      )}
    </PreviewDialog>
  )
}

function actionOf({ rule }: Policy, preview: PolicyPreview | undefined): string {
  if (!preview?.count) return rule === 'cache' ? texts.deleteFiles : texts.moveToTrash
  if (rule === 'cache') return texts.delete(formatCount(preview.count, 'file'))
  return texts.moveTakesToTrash(formatCount(preview.count, 'take'))
}

async function run(id: string): Promise<boolean> {
  try {
    followStarted(await client.policies.run({ id }), [])
    return true
  } catch (error) {
    showError(error)
    return false
  }
}

function Chosen({ policy, preview }: { policy: Policy; preview: PolicyPreview }) {
  const { count, size_bytes, freed_bytes, samples } = preview
  if (count === 0) return <p className={styles.lead}>{texts.nothingAtTheMoment(describePolicy(policy))}</p>
  return (
    <>
      <dl className={styles.sums}>
        <div>
          <dt>{policy.rule === 'cache' ? texts.files : texts.takes}</dt>
          <dd>{formatCount(count)}</dd>
        </div>
        <div>
          <dt>{texts.size}</dt>
          <dd>{formatBytes(size_bytes)}</dd>
        </div>
        <div>
          <dt>{texts.frees}</dt>
          <dd>{formatBytes(freed_bytes)}</dd>
        </div>
      </dl>
      <p className={styles.lead}>{policy.rule === 'cache' ? texts.previewsAreDeleted : texts.takesMoveToTrash}</p>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: scrolling by keyboard needs the focus */}
      <ul className={styles.list} aria-label={texts.theOldestOfThem} tabIndex={0}>
        {samples.map(({ video_id, name, size_bytes: bytes }) => (
          <li key={video_id ?? name}>
            <span title={name}>{name}</span>
            <span>{formatBytes(bytes)}</span>
          </li>
        ))}
        {count > samples.length && (
          <li>
            <span>{formatCount(count - samples.length, texts.moreItem)}</span>
            <span />
          </li>
        )}
      </ul>
    </>
  )
}
