import { useQuery } from '@tanstack/react-query'
import { Eraser, Pencil, Play, Trash2 } from 'lucide-react'
import { useState } from 'react'
import type { Policy } from '../../shared/contract/policies.ts'
import { describePolicy } from '../../shared/policy-words.ts'
import { api, client } from '../client.ts'
import { Button } from '../components/button.tsx'
import { ErrorState } from '../components/error-state.tsx'
import { Icon } from '../components/icon.tsx'
import { IconButton } from '../components/icon-button.tsx'
import { showError } from '../components/notice.tsx'
import { offerUndo } from '../components/offer-undo.ts'
import { formatWhenInline } from '../components/relative-time.ts'
import { PolicyForm } from './policy-form.tsx'
import { PolicyPreviewDialog } from './policy-preview-dialog.tsx'
import styles from './settings-page.module.css'
import { texts } from './texts.ts'

/** The clean-up policies: adds, changes, previews, runs and removes them. */
export function Policies() {
  const { data: policies, error, refetch } = useQuery(api.policies.list.queryOptions())
  const [editing, setEditing] = useState<Policy | 'new'>()
  const [running, setRunning] = useState<Policy>()
  return (
    <section className={styles.part} aria-labelledby="clean-up">
      <h2 id="clean-up">{texts.cleanUpPolicies}</h2>
      <p>{texts.policiesText}</p>
      {error && !policies && (
        <ErrorState title={texts.couldntLoadThePolicies} error={error} onRetry={() => void refetch()} />
      )}
      {policies && policies.length > 0 && (
        <ul className={styles.folders} aria-label={texts.cleanUpPolicies}>
          {policies.map((policy) => (
            <PolicyRow
              key={policy.id}
              policy={policy}
              onRun={() => setRunning(policy)}
              onEdit={() => setEditing(policy)}
            />
          ))}
        </ul>
      )}
      {editing === undefined ? (
        <Button onClick={() => setEditing('new')}>{texts.addAPolicy}</Button>
      ) : (
        <PolicyForm
          key={editing === 'new' ? '' : editing.id}
          policy={editing === 'new' ? undefined : editing}
          onClose={() => setEditing(undefined)}
        />
      )}
      {running && <PolicyPreviewDialog policy={running} onClose={() => setRunning(undefined)} />}
    </section>
  )
}

const schedules: Record<Policy['schedule'], string> = {
  manual: texts.byHand,
  daily: texts.eachDay,
  weekly: texts.eachWeek,
}

function PolicyRow({ policy, onRun, onEdit }: { policy: Policy; onRun: () => void; onEdit: () => void }) {
  const { name, schedule, last_run_at } = policy
  const words = describePolicy(policy)
  const last = last_run_at === null ? texts.notRunYet : texts.ran(formatWhenInline(last_run_at))
  return (
    <li className={styles.folder}>
      <Icon of={Eraser} size={16} />
      <span className={styles.words}>
        <span>{name}</span>
        <small title={words}>{words}</small>
      </span>
      <span className={styles.state}>
        {schedules[schedule]} · {last}
      </span>
      <IconButton icon={Play} label={texts.previewAndRun(name)} onClick={onRun} />
      <IconButton icon={Pencil} label={texts.edit(name)} onClick={onEdit} />
      <IconButton icon={Trash2} label={texts.removePolicy(name)} onClick={() => void remove(policy)} />
    </li>
  )
}

async function remove({ id }: Policy): Promise<void> {
  try {
    const { created_at: _, last_run_at: __, ...policy } = await client.policies.remove({ id })
    offerUndo(texts.removed(policy.name), () => client.policies.save(policy))
  } catch (error) {
    showError(error)
  }
}
