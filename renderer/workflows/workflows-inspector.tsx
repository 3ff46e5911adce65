import { CopyPlus, Download, Pencil, Trash2, Waypoints } from 'lucide-react'
import type { ListedWorkflow } from '../../shared/contract/workflows.ts'
import { formatCount, formatWhen } from '../../shared/units.ts'
import { FactList } from '../components/fact-list.tsx'
import { IconButton } from '../components/icon-button.tsx'
import { PosterLink } from '../components/poster-link.tsx'
import { useOpenTake } from '../library/filter.ts'
import column from '../library/selection-inspector.module.css'
import { Inspector } from '../shell/inspector.tsx'
import { useRenaming } from '../state/renaming.ts'
import { useOpenWorkflow } from './use-open-workflow.ts'
import { duplicateWorkflow, exportWorkflow, removeWorkflows } from './workflow-actions.ts'
import { lastRunWords } from './workflow-words.ts'
import styles from './workflows-page.module.css'

interface WorkflowsInspectorProps {
  ids: readonly string[]
  /** Those of them that are read. */
  rows: readonly ListedWorkflow[]
}

/** The right column of the list: about the one workflow, the many, or what to do here. */
export function WorkflowsInspector({ ids, rows }: WorkflowsInspectorProps) {
  const [only] = rows
  return (
    <Inspector>
      {ids.length === 1 && only ? (
        <OneWorkflow key={only.id} row={only} />
      ) : ids.length > 0 ? (
        <div className={column.column}>
          <h2 className={column.title}>{formatCount(ids.length, 'workflow')}</h2>
          <div className={column.actions}>
            <IconButton
              icon={Trash2}
              label="Remove from the library"
              shortcut="Del"
              onClick={() => void removeWorkflows(ids)}
            />
          </div>
        </div>
      ) : (
        <div className={column.column}>
          <h2 className={column.title}>Workflows</h2>
          <p className={styles.hint}>
            How takes are made: nodes and what goes between them, every run, and the takes that came of it. Drop a
            workflow JSON on the window to keep it here.
          </p>
        </div>
      )}
    </Inspector>
  )
}

function OneWorkflow({ row }: { row: ListedWorkflow }) {
  const open = useOpenWorkflow()
  const openTake = useOpenTake()
  return (
    <div className={column.column}>
      <h2 className={column.title}>{row.name}</h2>
      <div className={column.actions}>
        <IconButton icon={Waypoints} label="Open" shortcut="Enter" onClick={() => open(row.id)} />
        <IconButton icon={Pencil} label="Rename" shortcut="F2" onClick={() => useRenaming.setState({ id: row.id })} />
        <IconButton
          icon={CopyPlus}
          label="Duplicate as a template"
          shortcut="D"
          onClick={() => void duplicateWorkflow(row.id).then((id) => open(id))}
        />
        <IconButton icon={Download} label="Export the definition" onClick={() => void exportWorkflow(row.id)} />
        <IconButton
          icon={Trash2}
          label="Remove from the library"
          shortcut="Del"
          onClick={() => void removeWorkflows([row.id])}
        />
      </div>
      {row.description && <p className={styles.hint}>{row.description}</p>}
      <FactList
        facts={[
          ['Status', row.status ?? '–'],
          ['Nodes', row.node_count === null ? 'Not readable' : formatCount(row.node_count)],
          ['Outputs', formatCount(row.output_count)],
          ['Runs', formatCount(row.execution_count)],
          ['Last run', lastRunWords(row)],
          ['Changed', formatWhen(row.updated_at)],
          ['Created', formatWhen(row.created_at)],
        ]}
      />
      {row.outputs.length > 0 && (
        <div className={styles.strip}>
          {row.outputs.map((video) => (
            <PosterLink key={video.id} video={video} label="Open this output" onOpen={() => openTake(video.id)} />
          ))}
        </div>
      )}
    </div>
  )
}
