import type { WorkflowDetails } from '../../shared/contract/workflows.ts'
import type { WorkflowGraph as Graph } from '../../shared/workflow/graph.ts'
import type { Crumb } from '../../shared/workflow/inside-subgraph.ts'
import type { WorkflowSearch } from '../components/workflows/open-workflow.ts'
import { DefinitionPanel } from './definition-panel.tsx'
import { NoNodes } from './no-nodes.tsx'
import type { Fault } from './read-definition.ts'
import { SubgraphPath } from './subgraph-path.tsx'
import { useGraphElements } from './use-graph-elements.ts'
import type { Run } from './use-run.ts'
import type { WorkflowMoves } from './use-workflow-moves.ts'
import { WorkflowGraph } from './workflow-graph.tsx'
import styles from './workflow-page.module.css'

interface WorkflowStageProps {
  workflow: WorkflowDetails
  /** The part of the graph to show: the inside of a subgraph, or all of it. Null if the definition is invalid. */
  level: Graph | null
  crumbs: readonly Crumb[]
  fault: Fault | null
  moves: WorkflowMoves
  run: Run
  search: WorkflowSearch
  change: (next: WorkflowSearch) => void
}

/** The graph of a workflow, or its definition as text while that is edited. */
export function WorkflowStage({ workflow, level, crumbs, fault, moves, run, search, change }: WorkflowStageProps) {
  const { nodes, edges } = useGraphElements(workflow, level, run, search.node)
  const open = (id: string | undefined) => change({ inside: id, node: undefined })
  const openSubgraph = (id: string) => {
    if (level?.nodes.some((node) => node.id === id && node.subgraph !== undefined)) open(id)
  }
  return (
    <div className={styles.stage}>
      {moves.isEditing || !level ? (
        <DefinitionPanel
          key={workflow.updated_at}
          workflow={workflow}
          fault={fault}
          onClose={level ? moves.stopEditing : undefined}
        />
      ) : level.nodes.length === 0 ? (
        <NoNodes onEdit={moves.editDefinition} />
      ) : (
        <>
          <WorkflowGraph
            key={crumbs.at(-1)?.id ?? ''}
            {...{ nodes, edges }}
            groups={level.groups ?? []}
            selected={nodes.find(({ id }) => id === search.node)?.id}
            onSelect={(id) => change({ node: id })}
            onOpen={openSubgraph}
          />
          {crumbs.length > 0 && <SubgraphPath name={workflow.name} crumbs={crumbs} onOpen={open} />}
        </>
      )}
    </div>
  )
}
