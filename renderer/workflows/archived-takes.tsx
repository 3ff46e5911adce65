import { useQuery } from '@tanstack/react-query'
import { ArchiveRestore } from 'lucide-react'
import { formatBytes, formatCount } from '../../shared/units.ts'
import { api } from '../client.ts'
import { Button } from '../components/button.tsx'
import { CopyText } from '../components/copy-text.tsx'
import { Buttons, Hint, Warning } from '../components/panel.tsx'
import { Section } from '../components/section.tsx'
import { fetchArchived } from '../components/workflows/workflow-actions.ts'
import { texts } from './texts.ts'

/** The archives that have takes of a workflow, and the button that fetches these back; nothing if none is archived. */
export function ArchivedTakes({ workflowId }: { workflowId: string }) {
  const { data } = useQuery(api.workflows.archiveState.queryOptions({ input: { id: workflowId } }))
  if (!data || data.archived.takes === 0) return null
  return (
    <Section title={texts.archive}>
      {data.archives.map(({ path, takes, size_bytes, is_present }) => (
        <div key={path}>
          <Hint>{texts.takesAndSizeIn(formatCount(takes, 'take'), formatBytes(size_bytes))}</Hint>
          <CopyText what="path" text={path} />
          {!is_present && <Warning>{texts.archivedTakesText}</Warning>}
        </div>
      ))}
      <Buttons>
        <Button size="small" icon={ArchiveRestore} onClick={() => void fetchArchived(workflowId)}>
          {texts.fetchBack(formatCount(data.archived.takes, 'take'))}
        </Button>
      </Buttons>
    </Section>
  )
}
