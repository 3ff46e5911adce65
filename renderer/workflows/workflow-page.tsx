import { useQuery } from '@tanstack/react-query'
import { getRouteApi } from '@tanstack/react-router'
import { useMemo } from 'react'
import type { WorkflowDetails } from '../../shared/contract/workflows.ts'
import { api } from '../client.ts'
import { isNotFound } from '../components/error-message.ts'
import { useKeys } from '../components/use-keys.ts'
import type { WorkflowSearch } from '../components/workflows/open-workflow.ts'
import { associateTakes } from './association-actions.ts'
import { DefinitionPanel } from './definition-panel.tsx'
import { NoNodes } from './no-nodes.tsx'
import { titleOf } from './node-labels.ts'
import { readDefinition } from './read-definition.ts'
import { Tray } from './tray.tsx'
import { DropOnNodeContext } from './use-drop-on-node.ts'
import { useGraphElements } from './use-graph-elements.ts'
import { type Run, useRun } from './use-run.ts'
import { useWorkflowMoves, type WorkflowMoves, workflowKeys } from './use-workflow-moves.ts'
import { WorkflowGraph } from './workflow-graph.tsx'
import { WorkflowHeader } from './workflow-header.tsx'
import { WorkflowInspector } from './workflow-inspector.tsx'
import { countsLine } from './workflow-labels.ts'
import styles from './workflow-page.module.css'
import { WorkflowProblem } from './workflow-problem.tsx'
import { useWorkflowSearch } from './workflow-search.ts'

const route = getRouteApi('/workflows/$id')

/** The page of a workflow with graph, runs and inspector. */
export function WorkflowPage() {
  const { id } = route.useParams()
  const query = useQuery(api.workflows.get.queryOptions({ input: { id } }))
  const moves = useWorkflowMoves(id)
  const { search, change } = useWorkflowSearch(id)
  const run = useRun(id, search.run)
  useKeys(workflowKeys, moves)
  // If the workflow was removed elsewhere, its loaded details are outdated; after any other error they stay on screen.
  const workflow = isNotFound(query.error) ? undefined : query.data
  if (workflow) return <Loaded key={id} {...{ workflow, moves, search, change, run }} />
  return (
    <article aria-label="Workflow" aria-busy={query.isPending}>
      <WorkflowHeader workflow={undefined} counts="" moves={moves} />
      {query.error && (
        <WorkflowProblem error={query.error} onRetry={() => void query.refetch()} onBack={moves.toList} />
      )}
    </article>
  )
}

interface LoadedProps {
  workflow: WorkflowDetails
  moves: WorkflowMoves
  search: WorkflowSearch
  change: (next: WorkflowSearch) => void
  run: Run
}

function Loaded({ workflow, moves, search, change, run }: LoadedProps) {
  const { graph, fault } = useMemo(() => readDefinition(workflow.definition), [workflow.definition])
  const elements = useGraphElements(workflow, graph, run, search.node)
  const node = graph?.nodes.find(({ id }) => id === search.node)
  const outputs = workflow.videos.filter(({ role }) => role === 'output').length
  return (
    <DropOnNodeContext
      value={(on, role, ids) =>
        void associateTakes(
          { workflowId: workflow.id, nodeId: on.id, nodeName: titleOf(on), role },
          ids,
          workflow.videos,
        )
      }
    >
      <article aria-label={workflow.name}>
        <WorkflowHeader
          workflow={workflow}
          counts={countsLine(graph?.nodes.length ?? null, outputs, run.total)}
          moves={moves}
        />
        <div className={styles.stage}>
          {moves.isEditing || !graph ? (
            <DefinitionPanel
              key={workflow.updated_at}
              workflow={workflow}
              fault={fault}
              onClose={graph ? moves.stopEditing : undefined}
            />
          ) : graph.nodes.length === 0 ? (
            <NoNodes onEdit={moves.editDefinition} />
          ) : (
            <WorkflowGraph
              nodes={elements.nodes}
              edges={elements.edges}
              selected={node?.id}
              onSelect={(id) => change({ node: id })}
            />
          )}
        </div>
        <Tray workflow={workflow} node={node} runs={run} onRun={(id) => change({ run: id })} />
        <WorkflowInspector {...{ workflow, graph, node, run, change }} />
      </article>
    </DropOnNodeContext>
  )
}
