import { useQuery } from '@tanstack/react-query'
import { getRouteApi } from '@tanstack/react-router'
import { useMemo } from 'react'
import type { WorkflowDetails } from '../../shared/contract/workflows.ts'
import { countNodes } from '../../shared/workflow/graph.ts'
import { insideSubgraph } from '../../shared/workflow/inside-subgraph.ts'
import { nameValues } from '../../shared/workflow/value-names.ts'
import { api } from '../client.ts'
import { isNotFound } from '../components/error-message.ts'
import { useKeys } from '../components/use-keys.ts'
import type { WorkflowSearch } from '../components/workflows/open-workflow.ts'
import { associateContents } from './association-actions.ts'
import { titleOf } from './node-labels.ts'
import { readDefinition } from './read-definition.ts'
import { texts } from './texts.ts'
import { Tray } from './tray.tsx'
import { DropOnNodeContext } from './use-drop-on-node.ts'
import { type Run, useRun } from './use-run.ts'
import { useWorkflowMoves, type WorkflowMoves, workflowKeys } from './use-workflow-moves.ts'
import { WorkflowHeader } from './workflow-header.tsx'
import { WorkflowInspector } from './workflow-inspector.tsx'
import { countsLine } from './workflow-labels.ts'
import { WorkflowProblem } from './workflow-problem.tsx'
import { useWorkflowSearch } from './workflow-search.ts'
import { WorkflowStage } from './workflow-stage.tsx'

const route = getRouteApi('/workflows/$id')

/** The page of a workflow with graph, runs and inspector. */
export function WorkflowPage() {
  const { id } = route.useParams()
  const query = useQuery(api.workflows.get.queryOptions({ input: { id } }))
  const moves = useWorkflowMoves(id)
  const { search, change } = useWorkflowSearch(id)
  const run = useRun(id, search.run)
  const { inside } = search
  // The back key leaves a subgraph first.
  const toOuter = () =>
    change({ inside: inside?.includes(':') ? inside.replace(/:[^:]*$/, '') : undefined, node: inside })
  useKeys(workflowKeys, inside === undefined ? moves : { ...moves, toList: toOuter })
  // If the workflow was removed elsewhere, its loaded details are outdated; after any other error they stay on screen.
  const workflow = isNotFound(query.error) ? undefined : query.data
  if (workflow) return <Loaded key={id} {...{ workflow, moves, search, change, run }} />
  return (
    <article aria-label={texts.workflow} aria-busy={query.isPending}>
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
  const { level, crumbs } = useMemo(() => {
    if (!graph) return { level: null, crumbs: [] }
    const inside = insideSubgraph(graph, search.inside)
    return { ...inside, level: nameValues(inside.level, workflow.prompt) }
  }, [graph, search.inside, workflow.prompt])
  const node = level?.nodes.find(({ id }) => id === search.node)
  const outputs = workflow.videos.filter(({ role }) => role === 'output').length
  return (
    <DropOnNodeContext
      value={(on, role, contents) =>
        void associateContents({ workflow, nodeId: on.id, nodeName: titleOf(on), role }, contents)
      }
    >
      <article aria-label={workflow.name}>
        <WorkflowHeader
          workflow={workflow}
          counts={countsLine(graph && countNodes(graph), outputs, run.total)}
          moves={moves}
        />
        <WorkflowStage {...{ workflow, level, crumbs, fault, moves, run, search, change }} />
        <Tray workflow={workflow} node={node} runs={run} onRun={(id) => change({ run: id })} />
        <WorkflowInspector {...{ workflow, graph, level, node, run, change }} />
      </article>
    </DropOnNodeContext>
  )
}
