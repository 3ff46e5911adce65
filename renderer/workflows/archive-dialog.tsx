import { useQuery } from '@tanstack/react-query'
import { Archive } from 'lucide-react'
import type { ArchiveState, WorkflowDetails } from '../../shared/contract/workflows.ts'
import { formatBytes, formatCount } from '../../shared/units.ts'
import { api } from '../client.ts'
import { pickBundle } from '../components/bundles/bundle-jobs.ts'
import styles from '../components/bundles/bundles.module.css'
import { Button } from '../components/button.tsx'
import { Dialog, DialogFoot } from '../components/dialog.tsx'
import { ErrorLine } from '../components/error-state.tsx'
import { PathForm } from '../components/path-form.tsx'
import { archiveWorkflow } from '../components/workflows/workflow-actions.ts'
import { texts } from './texts.ts'

interface ArchiveDialogProps {
  workflow: WorkflowDetails
  onClose: () => void
}

/** The dialog that archives a workflow: what leaves the library and what stays, and the path of the zip file. */
export function ArchiveDialog({ workflow, onClose }: ArchiveDialogProps) {
  const { id, name } = workflow
  const { data, error, refetch } = useQuery(api.workflows.archiveState.queryOptions({ input: { id }, retry: false }))
  const start = async (path: string) => {
    const isStarted = await archiveWorkflow(id, path)
    if (isStarted) onClose()
    return isStarted
  }
  return (
    <Dialog title={texts.archiveNamed(name)} size="lg" onClose={onClose}>
      <p className={styles.total} role="status">
        {data ? leavingLine(data) : !error && texts.countingTakes}
      </p>
      {data && staying(data) !== '' && <p className={styles.lead}>{staying(data)}</p>}
      <ErrorLine error={error} onRetry={() => void refetch()} />
      <p className={styles.lead}>{texts.archiveDialogText}</p>
      <Target name={name} onPath={start} onClose={onClose} />
    </Dialog>
  )
}

function leavingLine({ leaving: { takes, size_bytes } }: ArchiveState): string {
  return takes > 0 ? texts.toFree(formatCount(takes, 'take'), formatBytes(size_bytes)) : texts.noFileWouldLeave
}

/** Returns sentences about the takes that stay; empty if none does. */
function staying({ shared, outside, archived }: ArchiveState): string {
  const takes = (count: number, one: string, many: string) =>
    `${formatCount(count, 'take')} ${count === 1 ? one : many}`
  return [
    shared > 0 && texts.becauseOtherWorkflowsHave(takes(shared, 'stays', 'stay'), shared === 1 ? 'it' : 'them'),
    outside > 0 && texts.stayingText(takes(outside, 'has', 'have'), outside === 1 ? 'stays' : 'stay'),
    archived.takes > 0 && texts.archivedAlready(takes(archived.takes, 'is', 'are')),
  ]
    .filter(Boolean)
    .join(' ')
}

interface TargetProps {
  name: string
  onPath: (path: string) => Promise<boolean>
  onClose: () => void
}

/** The system's dialog in the desktop window, elsewhere a path. */
function Target({ name, onPath, onClose }: TargetProps) {
  const { data } = useQuery(api.library.get.queryOptions())
  const pick = async () => {
    const path = await pickBundle('new_zip', name)
    if (path !== null) await onPath(path)
  }
  return (
    <>
      {data && !data.can.pick && (
        <PathForm
          label={texts.pathOnTheLibrarys}
          placeholder="/path/of/a new.zip"
          icon={Archive}
          action={texts.archiveThere}
          onPath={onPath}
        />
      )}
      <DialogFoot>
        <Button onClick={onClose}>{texts.cancel}</Button>
        {data?.can.pick && (
          <Button variant="primary" icon={Archive} data-autofocus onClick={() => void pick()}>
            {texts.archiveToAZip}
          </Button>
        )}
      </DialogFoot>
    </>
  )
}
