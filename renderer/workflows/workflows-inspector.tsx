import { CopyPlus, Download, Pencil, Play, Trash2, Waypoints } from 'lucide-react'
import type { ListedWorkflow } from '../../shared/contract/workflows.ts'
import { formatCount, formatWhen } from '../../shared/units.ts'
import { FactList } from '../components/fact-list.tsx'
import { IconButton } from '../components/icon-button.tsx'
import { Inspector } from '../components/inspector.tsx'
import { Hint, Panel } from '../components/panel.tsx'
import { PosterGrid } from '../components/pictures/poster-grid.tsx'
import { PosterLink } from '../components/pictures/poster-link.tsx'
import { useOpenTake } from '../components/takes/open-take.ts'
import { useOpenWorkflow } from '../components/workflows/open-workflow.ts'
import { duplicateWorkflow, exportWorkflow, removeWorkflows } from '../components/workflows/workflow-actions.ts'
import { editName } from '../state/renaming.ts'
import { texts } from './texts.ts'
import { lastRunLabel } from './workflow-labels.ts'

interface WorkflowsInspectorProps {
  ids: readonly string[]
  /** The selected workflows that are loaded. */
  rows: readonly ListedWorkflow[]
  /** Asks for the values of a template. */
  onStart: (template: ListedWorkflow) => void
}

/** The inspector of the list: one workflow, several, or a hint if none is selected. */
export function WorkflowsInspector({ ids, rows, onStart }: WorkflowsInspectorProps) {
  const [only] = rows
  return (
    <Inspector>
      {ids.length === 1 && only ? (
        <OneWorkflow key={only.id} row={only} onStart={onStart} />
      ) : ids.length > 0 ? (
        <Panel
          title={formatCount(ids.length, 'workflow')}
          actions={
            <IconButton
              icon={Trash2}
              label={texts.removeFromLibrary}
              shortcut="Workflows: Delete"
              onClick={() => void removeWorkflows(ids)}
            />
          }
        />
      ) : (
        <Panel title={texts.workflows}>
          <Hint>{texts.workflowsInspectorHint}</Hint>
        </Panel>
      )}
    </Inspector>
  )
}

function OneWorkflow({ row, onStart }: { row: ListedWorkflow } & Pick<WorkflowsInspectorProps, 'onStart'>) {
  const open = useOpenWorkflow()
  const openTake = useOpenTake()
  return (
    <Panel
      title={row.name}
      hint={row.description}
      actions={
        <>
          {row.is_template && (
            <IconButton
              icon={Play}
              label={texts.startFromTheTemplate}
              shortcut="Workflows: S"
              onClick={() => onStart(row)}
            />
          )}
          <IconButton icon={Waypoints} label={texts.open} shortcut="Lists: Enter" onClick={() => open(row.id)} />
          <IconButton icon={Pencil} label={texts.rename} shortcut="Workflows: F2" onClick={() => editName(row.id)} />
          <IconButton
            icon={CopyPlus}
            label={texts.duplicate}
            shortcut="Workflows: D"
            onClick={() => void duplicateWorkflow(row.id).then((id) => open(id))}
          />
          <IconButton icon={Download} label={texts.exportTheDefinition} onClick={() => void exportWorkflow(row.id)} />
          <IconButton
            icon={Trash2}
            label={texts.removeFromLibrary}
            shortcut="Workflows: Delete"
            onClick={() => void removeWorkflows([row.id])}
          />
        </>
      }
    >
      <FactList
        facts={[
          [texts.status, row.status ?? '–'],
          [texts.nodes, row.node_count === null ? texts.unreadable : formatCount(row.node_count)],
          [texts.outputs, formatCount(row.output_count)],
          [texts.runs, formatCount(row.execution_count)],
          [texts.lastRun, lastRunLabel(row)],
          [texts.changed, formatWhen(row.updated_at)],
          [texts.created, formatWhen(row.created_at)],
        ]}
      />
      {row.outputs.length > 0 && (
        <PosterGrid>
          {row.outputs.map((video) => (
            <PosterLink key={video.id} video={video} label={texts.openThisOutput} onOpen={() => openTake(video.id)} />
          ))}
        </PosterGrid>
      )}
    </Panel>
  )
}
