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
              label="Remove from library"
              shortcut="Workflows: Delete"
              onClick={() => void removeWorkflows(ids)}
            />
          }
        />
      ) : (
        <Panel title="Workflows">
          <Hint>
            Node graphs that make takes, with every run and its outputs. Drop a workflow JSON, or an image that contains
            one, here to add it.
          </Hint>
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
              label="Start from the template"
              shortcut="Workflows: S"
              onClick={() => onStart(row)}
            />
          )}
          <IconButton icon={Waypoints} label="Open" shortcut="Lists: Enter" onClick={() => open(row.id)} />
          <IconButton icon={Pencil} label="Rename" shortcut="Workflows: F2" onClick={() => editName(row.id)} />
          <IconButton
            icon={CopyPlus}
            label="Duplicate"
            shortcut="Workflows: D"
            onClick={() => void duplicateWorkflow(row.id).then((id) => open(id))}
          />
          <IconButton icon={Download} label="Export the definition" onClick={() => void exportWorkflow(row.id)} />
          <IconButton
            icon={Trash2}
            label="Remove from library"
            shortcut="Workflows: Delete"
            onClick={() => void removeWorkflows([row.id])}
          />
        </>
      }
    >
      <FactList
        facts={[
          ['Status', row.status ?? '–'],
          ['Nodes', row.node_count === null ? 'Unreadable' : formatCount(row.node_count)],
          ['Outputs', formatCount(row.output_count)],
          ['Runs', formatCount(row.execution_count)],
          ['Last run', lastRunLabel(row)],
          ['Changed', formatWhen(row.updated_at)],
          ['Created', formatWhen(row.created_at)],
        ]}
      />
      {row.outputs.length > 0 && (
        <PosterGrid>
          {row.outputs.map((video) => (
            <PosterLink key={video.id} video={video} label="Open this output" onOpen={() => openTake(video.id)} />
          ))}
        </PosterGrid>
      )}
    </Panel>
  )
}
